resource "okta_auth_server" "a" {
  name        = "orders"
  description = "Orders"
  audiences   = ["api://orders"]
  issuer_mode = "ORG_URL"
}

resource "okta_auth_server_default" "default" {
  audiences                 = ["api://default"]
  credentials_rotation_mode = "AUTO"
}

resource "okta_trusted_server" "a" {
  auth_server_id = okta_auth_server.a.id
  trusted        = [okta_auth_server_default.default.id]
}
