data "gatehouse_okta_network_zones" "own" {
  usage  = "POLICY"
  system = false
}

output "zone_ids" {
  value = { for zone in data.gatehouse_okta_network_zones.own.network_zones : zone.name => zone.id }
}
