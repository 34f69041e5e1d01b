resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_scope" "example" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "cards.read"
  description      = "Reads cards"
  metadata_publish = "ALL_CLIENTS"
}
