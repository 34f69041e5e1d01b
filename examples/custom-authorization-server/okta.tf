# An authorization server of one's own, for one audience.
resource "gatehouse_okta_auth_server" "payments" {
  name        = "payments"
  description = "Tokens for the payments APIs."
  audiences   = ["api://payments"]
}

resource "gatehouse_okta_auth_server_scope" "read" {
  auth_server_id   = gatehouse_okta_auth_server.payments.id
  name             = "payments.read"
  metadata_publish = "ALL_CLIENTS"
}

resource "gatehouse_okta_auth_server_scope" "write" {
  auth_server_id = gatehouse_okta_auth_server.payments.id
  name           = "payments.write"
}

# A client that is registered dynamically (RFC 7591), without Anypoint.
resource "gatehouse_okta_oauth_client" "batch" {
  client_name                = "Payments batch"
  application_type           = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "client_secret_basic"
}

# It may get short-lived tokens to read, and nothing else.
resource "gatehouse_okta_auth_server_policy" "batch" {
  auth_server_id   = gatehouse_okta_auth_server.payments.id
  name             = "Batch jobs"
  description      = "Machines that read payments."
  client_whitelist = [gatehouse_okta_oauth_client.batch.client_id]
}

resource "gatehouse_okta_auth_server_policy_rule" "batch" {
  auth_server_id                = gatehouse_okta_auth_server.payments.id
  policy_id                     = gatehouse_okta_auth_server_policy.batch.id
  name                          = "Read for 15 minutes"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = [gatehouse_okta_auth_server_scope.read.name]
  access_token_lifetime_minutes = 15
}

resource "gatehouse_okta_group" "operators" {
  name        = "Payments operators"
  description = "People who may use the payments client."
}

resource "gatehouse_okta_app_group_assignment" "operators" {
  app_id   = gatehouse_okta_oauth_client.batch.client_id
  group_id = gatehouse_okta_group.operators.id
}

data "gatehouse_okta_auth_server_metadata" "payments" {
  auth_server_id = gatehouse_okta_auth_server.payments.id
}

output "token_url" {
  description = "Where the batch client gets its tokens."
  value       = data.gatehouse_okta_auth_server_metadata.payments.token_endpoint
}
