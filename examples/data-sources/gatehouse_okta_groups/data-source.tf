data "gatehouse_okta_groups" "teams" {
  search = "profile.name sw \"team-\""
}

# Each of them may use the portal.
resource "gatehouse_okta_app_group_assignment" "teams" {
  for_each = { for g in data.gatehouse_okta_groups.teams.groups : g.name => g.id }
  app_id   = "0oa1abcd2EFGH3ijk4x7"
  group_id = each.value
}
