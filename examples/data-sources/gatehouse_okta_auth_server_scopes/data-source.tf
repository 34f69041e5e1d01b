data "gatehouse_okta_auth_server_scopes" "all" {
  auth_server_id = "default"
}
