data "gatehouse_okta_inline_hook" "claims" {
  name = "Claims of the card API"
}

# Okta calls it for each token that this rule issues.
resource "gatehouse_okta_auth_server_policy_rule" "machines" {
  auth_server_id       = "default"
  policy_id            = "00p1abc2def3ghi4j5d7"
  name                 = "Machines"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = ["cards.read"]
  inline_hook_id       = data.gatehouse_okta_inline_hook.claims.id
}
