data "gatehouse_okta_apps" "oidc" {
  sign_on_mode = "OPENID_CONNECT"
}
