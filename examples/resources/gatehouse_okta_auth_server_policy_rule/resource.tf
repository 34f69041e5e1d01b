resource "gatehouse_okta_auth_server_policy_rule" "batch" {
  auth_server_id                = "aus1abcd2EFGH3ijk4x7"
  policy_id                     = "00p1abcd2EFGH3ijk4x7"
  name                          = "Read for 15 minutes"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = ["payments.read"]
  access_token_lifetime_minutes = 15
}
