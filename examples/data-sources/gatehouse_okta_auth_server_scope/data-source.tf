data "gatehouse_okta_auth_server_scope" "openid" {
  auth_server_id = "default"
  name           = "openid"
}
