resource "gatehouse_okta_auth_server" "payments" {
  name        = "payments"
  description = "Tokens for the payments APIs."
  audiences   = ["api://payments"]
}

# The server that every org has. Destroying this leaves it in Okta.
resource "gatehouse_okta_auth_server" "default" {
  adopt       = true
  name        = "default"
  description = "Default Authorization Server for your Applications"
  audiences   = ["api://default"]
}
