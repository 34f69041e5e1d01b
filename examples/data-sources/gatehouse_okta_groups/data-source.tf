data "gatehouse_okta_groups" "teams" {
  search = "profile.name sw \"team-\""
}
