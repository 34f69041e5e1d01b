resource "okta_auth_server_claim" "c" {
  auth_server_id = okta_auth_server.a.id
  name           = "team"
  claim_type     = "RESOURCE"
  value_type     = "EXPRESSION"
  value          = "String.substringAfter(user.email, \"@\")"
  scopes         = [okta_auth_server_scope.s.name]
}

resource "okta_auth_server_claim" "g" {
  auth_server_id    = okta_auth_server.a.id
  name              = "groups"
  claim_type        = "IDENTITY"
  value_type        = "GROUPS"
  value             = "team-"
  group_filter_type = "STARTS_WITH"
}

resource "okta_auth_server_claim_default" "sub" {
  auth_server_id          = okta_auth_server_default.default.id
  name                    = "sub"
  value                   = "(appuser != null) ? appuser.userName : app.clientId"
  always_include_in_token = true
}
