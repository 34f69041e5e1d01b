resource "gatehouse_okta_auth_server" "example" {
  name        = "Cards"
  description = "Tokens for the card APIs"
  audiences   = ["api://cards"]
}

# The authorization server that the org starts with. Destroying the resource
# leaves it in Okta; what is not set here stays as it is.
resource "gatehouse_okta_auth_server" "default" {
  name      = "default"
  audiences = ["api://default"]
  adopt     = true
}
