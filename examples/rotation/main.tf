# The client with which the gateway asks Okta about every token: while its secret
# is wrong, nobody gets in.
resource "gatehouse_okta_app_oauth" "gateway" {
  label         = "MuleSoft gateway"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

# One object for each secret: what is added, set INACTIVE and taken away is a line
# of var.secrets, and can be reviewed.
resource "gatehouse_okta_app_secret" "gateway" {
  for_each = var.secrets

  app_id = gatehouse_okta_app_oauth.gateway.id
  status = each.value
}

# The secret itself is in no state and no plan: it is fetched while Terraform
# runs, and handed on.
ephemeral "gatehouse_okta_app_secret" "current" {
  app_id    = gatehouse_okta_app_oauth.gateway.id
  secret_id = var.current == null ? null : gatehouse_okta_app_secret.gateway[var.current].id
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

resource "gatehouse_anypoint_client_provider" "okta" {
  name                                   = "Okta"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.gateway.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.current.client_secret
  introspection_client_secret_wo_version = var.sent
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}
