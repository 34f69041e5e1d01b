resource "gatehouse_okta_auth_server_claim" "c" {
  auth_server_id = gatehouse_okta_auth_server.a.id
  name           = "team"
  claim_type     = "RESOURCE"
  value_type     = "EXPRESSION"
  value          = "String.substringAfter(user.email, \"@\")"
  scopes         = [gatehouse_okta_auth_server_scope.s.name]
}

moved {
  from = okta_auth_server_claim.c
  to   = gatehouse_okta_auth_server_claim.c
}

resource "gatehouse_okta_auth_server_claim" "g" {
  auth_server_id    = gatehouse_okta_auth_server.a.id
  name              = "groups"
  claim_type        = "IDENTITY"
  value_type        = "GROUPS"
  value             = "team-"
  group_filter_type = "STARTS_WITH"
}

moved {
  from = okta_auth_server_claim.g
  to   = gatehouse_okta_auth_server_claim.g
}

resource "gatehouse_okta_auth_server_claim" "sub" {
  auth_server_id          = gatehouse_okta_auth_server.default.id
  name                    = "sub"
  claim_type              = "RESOURCE"
  adopt                   = true
  value                   = "(appuser != null) ? appuser.userName : app.clientId"
  always_include_in_token = true
}

moved {
  from = okta_auth_server_claim_default.sub
  to   = gatehouse_okta_auth_server_claim.sub
}
