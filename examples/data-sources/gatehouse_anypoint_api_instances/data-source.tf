data "gatehouse_anypoint_api_instances" "cards" {
  asset_id = "card-api"
}

output "autodiscovery" {
  value = { for a in data.gatehouse_anypoint_api_instances.cards.api_instances : a.id => a.autodiscovery_instance_name }
}
