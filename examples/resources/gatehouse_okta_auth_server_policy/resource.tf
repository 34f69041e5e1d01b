# For every client

resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_policy" "example" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "Cards"
  description      = "Every client of the card APIs"
  client_whitelist = ["ALL_CLIENTS"]
  priority         = 1
}
