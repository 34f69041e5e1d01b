variable "okta_api_token" {
  description = "The SSWS token with which Anypoint registers clients in Okta."
  type        = string
  ephemeral   = true
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

resource "gatehouse_okta_app_oauth" "introspection" {
  label         = "MuleSoft Anypoint"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "introspection" {
  app_id = gatehouse_okta_app_oauth.introspection.id
}

resource "gatehouse_anypoint_client_provider" "okta" {
  name                                   = "Okta"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.introspection.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.introspection.client_secret
  introspection_client_secret_wo_version = 1
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}

resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology  = "mule4"
  provider_id = gatehouse_anypoint_client_provider.okta.id
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type      = "http"
    uri       = "https://backend.example.com/cards"
    proxy_uri = "http://0.0.0.0:8081/card"
  }
}

resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  description     = "Sells cards"
  url             = "https://card.example.com"
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

# Anypoint registered a client in Okta: there it is an app.
output "okta_app_id" {
  value = gatehouse_anypoint_client_application.card.client_id
}
