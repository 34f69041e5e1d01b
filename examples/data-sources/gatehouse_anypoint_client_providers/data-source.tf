data "gatehouse_anypoint_client_providers" "all" {}

output "client_providers" {
  value = { for p in data.gatehouse_anypoint_client_providers.all.client_providers : p.name => p.id }
}
