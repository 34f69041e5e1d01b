# A claim that Okta made
#
# It is taken over; destroying the resource leaves it in Okta.

resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_claim" "sub" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "sub"
  claim_type     = "RESOURCE"
  value          = "(appuser != null) ? appuser.userName : app.clientId"
  adopt          = true
}
