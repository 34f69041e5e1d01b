data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}

ephemeral "gatehouse_okta_app_secret" "portal" {
  app_id = data.gatehouse_okta_app_oauth.portal.id
}
