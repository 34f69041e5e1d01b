data "gatehouse_okta_auth_server_policy_rule" "default" {
  auth_server_id = "default"
  policy_id      = "00p1abcd2EFGH3ijk4x7"
  name           = "Default Policy Rule"
}
