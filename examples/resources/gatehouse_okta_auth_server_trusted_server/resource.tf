data "gatehouse_okta_auth_server" "partner" {
  name = "partner"
}

# Tokens of the other server can be exchanged at this one.
resource "gatehouse_okta_auth_server_trusted_server" "partner" {
  auth_server_id    = "aus1abcd2EFGH3ijk4x7"
  trusted_server_id = data.gatehouse_okta_auth_server.partner.id
}
