data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}

# A second secret beside the one in use: consumers change over while both work,
# then the old one is set to INACTIVE and removed.
resource "gatehouse_okta_app_secret" "november" {
  app_id  = data.gatehouse_okta_app_oauth.portal.id
  keepers = { rotation = "2026-11" }
}
