package main

// tutorialConfig is examples/tutorial n times in one configuration, without its
// calls through the gateway, which are none of the platforms' interfaces.
const tutorialConfig = `
variable "okta_api_token" {
  type      = string
  ephemeral = true
}

data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_oauth" "introspection" {
  count         = var.n
  label         = "MuleSoft Anypoint ${count.index}"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "introspection" {
  count  = var.n
  app_id = gatehouse_okta_app_oauth.introspection[count.index].id
}

resource "gatehouse_okta_auth_server_scope" "mulescope" {
  count            = var.n
  auth_server_id   = data.gatehouse_okta_auth_server.default.id
  name             = "mulescope${count.index}"
  metadata_publish = "ALL_CLIENTS"
}

resource "gatehouse_anypoint_client_provider" "okta" {
  count                                  = var.n
  name                                   = "Okta ${count.index}"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.introspection[count.index].client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.introspection[count.index].client_secret
  introspection_client_secret_wo_version = 1
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}

resource "gatehouse_anypoint_environment_client_providers" "sandbox" {
  client_provider_ids = gatehouse_anypoint_client_provider.okta[*].id
}

resource "gatehouse_anypoint_exchange_asset" "card" {
  count       = var.n
  asset_id    = "card-api-${count.index}"
  version     = "1.0.0"
  name        = "Card API ${count.index}"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  count       = var.n
  technology  = "mule4"
  provider_id = gatehouse_anypoint_client_provider.okta[count.index].id
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card[count.index].group_id
    asset_id = gatehouse_anypoint_exchange_asset.card[count.index].asset_id
    version  = gatehouse_anypoint_exchange_asset.card[count.index].version
  }
  endpoint   = { type = "http", uri = "https://backend.example.com" }
  depends_on = [gatehouse_anypoint_environment_client_providers.sandbox]
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "card" {
  count           = var.n
  api_instance_id = gatehouse_anypoint_api_instance.card[count.index].id
  configuration = {
    scopes = [gatehouse_okta_auth_server_scope.mulescope[count.index].name]
  }
}

resource "gatehouse_anypoint_client_application" "card" {
  count           = var.n
  name            = "Card Application ${count.index}"
  api_instance_id = gatehouse_anypoint_api_instance.card[count.index].id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

resource "gatehouse_anypoint_contract" "card" {
  count           = var.n
  application_id  = gatehouse_anypoint_client_application.card[count.index].id
  api_instance_id = gatehouse_anypoint_api_instance.card[count.index].id
}

resource "gatehouse_okta_app_group_assignment" "everyone" {
  count    = var.n
  app_id   = gatehouse_anypoint_client_application.card[count.index].client_id
  group_id = data.gatehouse_okta_group.everyone.id
}
`

// leastTutorial: a plan reads, of Okta, the server, its metadata, the group and
// the scopes by a call each, the apps by a page, and the secret and the groups
// of each app; of Anypoint a token, the environment's providers, and of each
// tutorial the client provider, the asset, the API, its policies, the
// application and its contracts, none of whose lists is enough for two of them.
// An apply reads the sources and makes the rest.
func leastTutorial(n int) [3]int {
	plan := 4 + pages(n) + 2*n + 1 + 1 + 6*n
	return [3]int{3 + 1 + n + 10*n + 1, plan, plan - n + 12*n + 1}
}
