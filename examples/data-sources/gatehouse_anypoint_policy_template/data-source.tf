data "gatehouse_anypoint_policy_template" "limit" {
  asset_id = "rate-limiting"
}

output "keys" {
  value = { for p in data.gatehouse_anypoint_policy_template.limit.properties : p.name => p.type }
}
