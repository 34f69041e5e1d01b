resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server" "partners" {
  name      = "Partners"
  audiences = ["api://partners"]
}

resource "gatehouse_okta_auth_server" "shops" {
  name      = "Shops"
  audiences = ["api://shops"]
}

# Cards takes the tokens of both, and of whichever others are added elsewhere.
resource "gatehouse_okta_auth_server_trusted_servers" "example" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  trusted = [
    gatehouse_okta_auth_server.partners.id,
    gatehouse_okta_auth_server.shops.id,
  ]
}
