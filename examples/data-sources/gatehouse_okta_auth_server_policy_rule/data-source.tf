data "gatehouse_okta_auth_server_policy" "default" {
  auth_server_id = "default"
  name           = "Default Policy"
}

data "gatehouse_okta_auth_server_policy_rule" "default" {
  auth_server_id = "default"
  policy_id      = data.gatehouse_okta_auth_server_policy.default.id
  name           = "Default Policy Rule"
}

output "lifetime" {
  value = data.gatehouse_okta_auth_server_policy_rule.default.access_token_lifetime_minutes
}
