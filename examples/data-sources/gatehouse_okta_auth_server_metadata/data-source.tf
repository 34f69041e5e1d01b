# A custom authorization server.
data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

# The org authorization server, by its other document.
data "gatehouse_okta_auth_server_metadata" "org" {
  document = "oauth-authorization-server"
}

output "token_endpoint" {
  value = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
}
