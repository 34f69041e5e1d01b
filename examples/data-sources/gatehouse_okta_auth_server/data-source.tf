data "gatehouse_okta_auth_server" "default" {
  name = "default"
}
