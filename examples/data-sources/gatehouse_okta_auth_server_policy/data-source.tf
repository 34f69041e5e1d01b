data "gatehouse_okta_auth_server_policy" "default" {
  auth_server_id = "default"
  name           = "Default Policy"
}

# A rule in a policy that another team manages.
resource "gatehouse_okta_auth_server_policy_rule" "machines" {
  auth_server_id       = "default"
  policy_id            = data.gatehouse_okta_auth_server_policy.default.id
  name                 = "Machines"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = ["cards.read"]
}
