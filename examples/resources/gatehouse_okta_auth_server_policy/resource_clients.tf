# For one client, with a rule
#
# A policy without a rule lets nobody in.

resource "gatehouse_okta_app_oauth" "job" {
  label          = "Nightly job"
  type           = "service"
  grant_types    = ["client_credentials"]
  response_types = ["token"]
}

resource "gatehouse_okta_auth_server_policy" "job" {
  auth_server_id   = "default"
  name             = "Nightly job"
  client_whitelist = [gatehouse_okta_app_oauth.job.client_id]
}

resource "gatehouse_okta_auth_server_scope" "read" {
  auth_server_id = "default"
  name           = "cards.read"
}

resource "gatehouse_okta_auth_server_policy_rule" "job" {
  auth_server_id       = "default"
  policy_id            = gatehouse_okta_auth_server_policy.job.id
  name                 = "Reads cards"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = [gatehouse_okta_auth_server_scope.read.name]
}
