# A new one

resource "gatehouse_okta_auth_server" "example" {
  name        = "Cards"
  description = "Tokens for the card APIs"
  audiences   = ["api://cards"]
}
