data "gatehouse_okta_auth_server_keys" "default" {
  auth_server_id = "default"
}

output "signing_key" {
  value = data.gatehouse_okta_auth_server_keys.default.active_kid
}
