# The user's groups
#
# Those whose names begin with `team-`.

resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_claim" "example" {
  auth_server_id    = gatehouse_okta_auth_server.cards.id
  name              = "teams"
  claim_type        = "RESOURCE"
  value_type        = "GROUPS"
  group_filter_type = "STARTS_WITH"
  value             = "team-"
}
