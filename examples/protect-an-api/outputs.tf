output "token_url" {
  description = "Where consumers get their tokens."
  value       = data.gatehouse_okta_auth_server_metadata.cards.token_endpoint
}

output "shop_client_id" {
  description = "The client of the application shop. Exchange shows its secret to the application's owners."
  value       = gatehouse_anypoint_client_application.cards["shop"].client_id
}
