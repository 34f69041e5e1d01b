data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_group_assignment" "portal" {
  app_id   = "0oa1abcd2EFGH3ijk4x7"
  group_id = data.gatehouse_okta_group.everyone.id
}
