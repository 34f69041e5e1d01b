data "gatehouse_okta_auth_server_scope" "openid" {
  auth_server_id = "default"
  name           = "openid"
}

# Who may ask for it.
resource "gatehouse_okta_auth_server_policy_rule" "machines" {
  auth_server_id       = "default"
  policy_id            = "00p1abc2def3ghi4j5d7"
  name                 = "Machines"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = [data.gatehouse_okta_auth_server_scope.openid.name]
}
