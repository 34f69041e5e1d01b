data "gatehouse_okta_user" "admin" {
  login = "admin@example.com"
}

resource "gatehouse_okta_app_user_assignment" "admin" {
  app_id  = "0oa1abcd2EFGH3ijk4x7"
  user_id = data.gatehouse_okta_user.admin.id
}
