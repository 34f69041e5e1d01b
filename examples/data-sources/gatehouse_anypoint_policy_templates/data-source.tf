# The policies that one API instance can have.
data "gatehouse_anypoint_policy_templates" "card" {
  api_instance_id = "15476800"
}

output "policies" {
  value = { for p in data.gatehouse_anypoint_policy_templates.card.templates : p.asset_id => p.asset_version }
}
