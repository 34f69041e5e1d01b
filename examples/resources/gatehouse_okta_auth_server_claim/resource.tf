resource "gatehouse_okta_auth_server_claim" "department" {
  auth_server_id          = "aus1abcd2EFGH3ijk4x7"
  name                    = "department"
  claim_type              = "RESOURCE"
  value_type              = "EXPRESSION"
  value                   = "user.department"
  always_include_in_token = true
}

resource "gatehouse_okta_auth_server_claim" "teams" {
  auth_server_id    = "aus1abcd2EFGH3ijk4x7"
  name              = "teams"
  claim_type        = "RESOURCE"
  value_type        = "GROUPS"
  group_filter_type = "STARTS_WITH"
  value             = "team-"
  scopes            = ["cards.read"]
}
