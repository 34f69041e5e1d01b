data "gatehouse_okta_auth_server_clients" "default" {
  auth_server_id = "default"
}

# Which clients can still act for users, and until when.
output "refresh_tokens" {
  value = {
    for c in data.gatehouse_okta_auth_server_clients.default.clients :
    c.client_name => [for t in c.refresh_tokens : t.expires_at]
  }
}
