data "gatehouse_okta_auth_server_policy" "default" {
  auth_server_id = "default"
  name           = "Default Policy"
}
