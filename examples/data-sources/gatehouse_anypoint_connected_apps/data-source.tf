data "gatehouse_anypoint_connected_apps" "all" {}

output "enabled" {
  value = [for a in data.gatehouse_anypoint_connected_apps.all.connected_apps : a.name if a.enabled]
}
