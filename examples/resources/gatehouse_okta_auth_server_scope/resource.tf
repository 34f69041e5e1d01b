data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

# What a gateway can demand of a token, shown in the server's metadata.
resource "gatehouse_okta_auth_server_scope" "read_cards" {
  auth_server_id   = data.gatehouse_okta_auth_server.default.id
  name             = "cards.read"
  display_name     = "Read cards"
  description      = "Read the cards of the signed-in customer."
  consent          = "IMPLICIT"
  metadata_publish = "ALL_CLIENTS"
}
