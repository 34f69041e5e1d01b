# Okta, with an API token

variable "okta_api_token" {
  description = "The API token with which Anypoint registers clients in Okta."
  type        = string
  ephemeral   = true
}

# The application with which gateways introspect tokens.
resource "gatehouse_okta_app_oauth" "introspection" {
  label         = "MuleSoft Anypoint"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "introspection" {
  app_id = gatehouse_okta_app_oauth.introspection.id
}

data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
}

resource "gatehouse_anypoint_client_provider" "okta" {
  name                    = "Okta"
  description             = "Clients of our APIs live in Okta."
  issuer                  = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorize_url           = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url               = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url       = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint

  # Neither secret is stored: raise the version when one has changed.
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.introspection.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.introspection.client_secret
  introspection_client_secret_wo_version = 1

  allow_client_deletion     = true
  allow_client_modification = true
  client_request_timeout_ms = 10000

  # Fewer than the issuer's metadata offers.
  supported_grant_types = ["authorization_code", "client_credentials", "refresh_token"]
}
