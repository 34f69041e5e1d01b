resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server" "partners" {
  name      = "Partners"
  audiences = ["api://partners"]
}

resource "gatehouse_okta_auth_server_trusted_server" "example" {
  auth_server_id    = gatehouse_okta_auth_server.cards.id
  trusted_server_id = gatehouse_okta_auth_server.partners.id
}
