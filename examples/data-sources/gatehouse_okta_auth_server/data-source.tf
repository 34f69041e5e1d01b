# By its exact name; by its identifier with id.
data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

resource "gatehouse_okta_auth_server_scope" "read" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
  name           = "cards.read"
}
