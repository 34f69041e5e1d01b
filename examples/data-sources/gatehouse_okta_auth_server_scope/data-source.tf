data "gatehouse_okta_auth_server_scope" "mulescope" {
  auth_server_id = "default"
  name           = "mulescope"
}
