# Steps 2 and 4: Okta as the client provider of the organization. Anypoint
# registers clients in Okta with the API token.
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

resource "gatehouse_anypoint_environment_client_providers" "sandbox" {
  client_provider_ids = [gatehouse_anypoint_client_provider.okta.id]
}

# The API, and the policy that lets only tokens with the scope in (step 6).
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
    uri       = var.backend_url
    proxy_uri = "http://0.0.0.0:8402/card"
  }
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  configuration = {
    scopes = [gatehouse_okta_auth_server_scope.mulescope.name]
  }
}

# Step 7: the consumer asks for access. Anypoint registers a client in Okta.
resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

resource "gatehouse_anypoint_contract" "card" {
  application_id  = gatehouse_anypoint_client_application.card.id
  api_instance_id = gatehouse_anypoint_api_instance.card.id
}

# Step 8: the client that Anypoint registered is an app of Okta's.
data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_group_assignment" "everyone" {
  app_id   = gatehouse_anypoint_client_application.card.client_id
  group_id = data.gatehouse_okta_group.everyone.id
}
