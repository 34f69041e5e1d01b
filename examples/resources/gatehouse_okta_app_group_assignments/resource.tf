data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

# All groups of the app: what is not here is taken away.
resource "gatehouse_okta_app_group_assignments" "portal" {
  app_id        = data.gatehouse_okta_app_oauth.portal.id
  authoritative = true

  group = [
    { id = data.gatehouse_okta_group.everyone.id },
  ]
}
