data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

# All groups of the app: what is not here is taken away.
resource "gatehouse_okta_app_group_assignments" "card" {
  app_id        = "0oa1abcd2EFGH3ijk4x7"
  authoritative = true

  group = [
    { id = data.gatehouse_okta_group.everyone.id },
  ]
}
