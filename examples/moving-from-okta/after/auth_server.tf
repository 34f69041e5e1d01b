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
