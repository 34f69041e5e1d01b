data "gatehouse_anypoint_sla_tiers" "card" {
  api_instance_id = "15476800"
}

output "tiers" {
  value = { for t in data.gatehouse_anypoint_sla_tiers.card.tiers : t.name => t.id if t.status == "ACTIVE" }
}
