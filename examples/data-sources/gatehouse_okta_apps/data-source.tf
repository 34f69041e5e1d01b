data "gatehouse_okta_apps" "oidc" {
  sign_on_mode = "OPENID_CONNECT"
}

output "labels" {
  value = { for app in data.gatehouse_okta_apps.oidc.apps : app.client_id => app.label }
}
