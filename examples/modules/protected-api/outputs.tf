output "api_instance_id" {
  description = "The API instance: what autodiscovery of a Mule 4 application needs."
  value       = gatehouse_anypoint_api_instance.this.id
}

output "issuer" {
  description = "The issuer of the API's tokens."
  value       = data.gatehouse_okta_auth_server_metadata.this.issuer
}

output "token_url" {
  description = "Where consumers get their tokens."
  value       = data.gatehouse_okta_auth_server_metadata.this.token_endpoint
}

output "audience" {
  description = "The audience of the API's tokens."
  value       = local.audience
}

output "consumers" {
  description = "For each consumer its application in Exchange (`application_id`) and its client in Okta (`client_id`). Exchange shows the secret to the application's owners."
  value       = module.consumers.consumers
}
