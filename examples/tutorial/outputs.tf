output "client_id" {
  description = "The client that Anypoint registered in Okta; its secret: ephemeral gatehouse_anypoint_client_application_secret."
  value       = gatehouse_anypoint_client_application.card.client_id
}

output "application_id" {
  description = "The client application in Anypoint Exchange."
  value       = gatehouse_anypoint_client_application.card.id
}

output "api_instance_id" {
  description = "The API instance in Anypoint's API Manager."
  value       = gatehouse_anypoint_api_instance.card.id
}

output "policy_id" {
  description = "The policy on the API instance."
  value       = gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card.id
}

output "auth_server_id" {
  description = "The authorization server in Okta."
  value       = data.gatehouse_okta_auth_server.default.id
}

output "scope_id" {
  description = "The scope on the authorization server."
  value       = gatehouse_okta_auth_server_scope.mulescope.id
}

output "token_url" {
  description = "Where consumers get their tokens."
  value       = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
}
