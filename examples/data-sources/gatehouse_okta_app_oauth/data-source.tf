data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_group_assignment" "portal" {
  app_id   = data.gatehouse_okta_app_oauth.portal.id
  group_id = data.gatehouse_okta_group.everyone.id
}
