# An attribute of the user, with one scope

resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_scope" "profile" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "cards.profile"
}

resource "gatehouse_okta_auth_server_claim" "department" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "department"
  claim_type     = "RESOURCE"
  value          = "user.department"
  scopes         = [gatehouse_okta_auth_server_scope.profile.name]
}
