# Okta makes the client's secret, and keeps it: the state has none.
resource "gatehouse_okta_app_oauth" "gateway" {
  label         = "MuleSoft gateway"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

# It is fetched while Terraform runs ...
ephemeral "gatehouse_okta_app_secret" "gateway" {
  app_id = gatehouse_okta_app_oauth.gateway.id
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

# ... and handed on by arguments that are only written.
resource "gatehouse_anypoint_client_provider" "okta" {
  name                                   = "Okta"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.gateway.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.gateway.client_secret
  introspection_client_secret_wo_version = 1
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}
