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

# A claim that Okta made. Destroying the resource leaves it in Okta.
resource "gatehouse_okta_auth_server_claim" "sub" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "sub"
  claim_type     = "RESOURCE"
  value          = "(appuser != null) ? appuser.userName : app.clientId"
  adopt          = true
}
