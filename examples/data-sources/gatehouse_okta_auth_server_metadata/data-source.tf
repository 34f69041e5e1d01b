# A custom authorization server, by id or by the alias "default".
data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

# Without an id: the org authorization server.
data "gatehouse_okta_auth_server_metadata" "org" {}
