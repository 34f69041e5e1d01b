resource "gatehouse_okta_auth_server" "a" {
  name        = "orders"
  description = "Orders"
  audiences   = ["api://orders"]
  issuer_mode = "ORG_URL"
}

moved {
  from = okta_auth_server.a
  to   = gatehouse_okta_auth_server.a
}

resource "gatehouse_okta_auth_server" "default" {
  name                      = "default"
  adopt                     = true
  audiences                 = ["api://default"]
  credentials_rotation_mode = "AUTO"
}

moved {
  from = okta_auth_server_default.default
  to   = gatehouse_okta_auth_server.default
}

resource "gatehouse_okta_auth_server_trusted_servers" "a" {
  auth_server_id = gatehouse_okta_auth_server.a.id
  trusted        = [gatehouse_okta_auth_server.default.id]
}

moved {
  from = okta_trusted_server.a
  to   = gatehouse_okta_auth_server_trusted_servers.a
}
