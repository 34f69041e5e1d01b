data "gatehouse_okta_auth_server_claims" "all" {
  auth_server_id = "default"
}
