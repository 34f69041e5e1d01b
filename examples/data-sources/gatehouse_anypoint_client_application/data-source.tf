data "gatehouse_anypoint_client_application" "card" {
  name = "Card Application"
}

output "okta_app_id" {
  value = data.gatehouse_anypoint_client_application.card.client_id
}
