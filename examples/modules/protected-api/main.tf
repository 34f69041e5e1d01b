locals {
  audience = coalesce(var.audience, "api://${var.name}")
  asset = var.asset != null ? var.asset : {
    group_id = gatehouse_anypoint_exchange_asset.this[0].group_id
    asset_id = gatehouse_anypoint_exchange_asset.this[0].asset_id
    version  = gatehouse_anypoint_exchange_asset.this[0].version
  }
}

# Okta: who issues the tokens, and what may be asked for.
resource "gatehouse_okta_auth_server" "this" {
  name        = var.name
  description = "Tokens for the API ${var.name}."
  audiences   = [local.audience]
}

resource "gatehouse_okta_auth_server_scope" "this" {
  for_each = var.scopes

  auth_server_id   = gatehouse_okta_auth_server.this.id
  name             = each.key
  description      = each.value.description
  metadata_publish = "ALL_CLIENTS"
}

data "gatehouse_okta_auth_server_metadata" "this" {
  auth_server_id = gatehouse_okta_auth_server.this.id
}

# The client with which the gateway asks Okta about tokens. Its secret goes to
# Anypoint and nowhere else.
resource "gatehouse_okta_app_oauth" "gateway" {
  label         = "Anypoint gateway of ${var.name}"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://${var.name}.invalid/callback"] # Okta wants one; nobody is sent there
}

ephemeral "gatehouse_okta_app_secret" "gateway" {
  app_id = gatehouse_okta_app_oauth.gateway.id
}

# Anypoint: Okta keeps the clients of this API.
resource "gatehouse_anypoint_client_provider" "this" {
  name                                   = "Okta for ${var.name}"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.this.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.this.registration_endpoint
  authorization_header_wo                = "SSWS ${var.registration_token}"
  authorization_header_wo_version        = var.secrets_version
  introspection_client_id                = gatehouse_okta_app_oauth.gateway.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.gateway.client_secret
  introspection_client_secret_wo_version = var.secrets_version
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.this.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.this.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.this.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}

resource "gatehouse_anypoint_exchange_asset" "this" {
  count = var.asset == null ? 1 : 0

  asset_id    = var.name
  version     = "1.0.0"
  name        = var.name
  type        = "http-api"
  api_version = var.api_version
}

resource "gatehouse_anypoint_api_instance" "this" {
  environment_id = var.environment_id
  technology     = var.technology
  provider_id    = gatehouse_anypoint_client_provider.this.id
  spec = {
    group_id = local.asset.group_id
    asset_id = local.asset.asset_id
    version  = local.asset.version
  }
  endpoint = {
    type      = "http"
    uri       = var.backend_url
    proxy_uri = coalesce(var.proxy_uri, "http://0.0.0.0:8081/${var.name}")
  }
}

# Whatever the call: a token with one of the scopes, of a client with a contract.
# So a method that no scope names is not open.
resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "any" {
  environment_id  = var.environment_id
  api_instance_id = gatehouse_anypoint_api_instance.this.id
  label           = "any call"
  allow_duplicate = true # beside those of the scopes
  configuration = {
    scopes                    = [for scope in gatehouse_okta_auth_server_scope.this : scope.name]
    scope_validation_criteria = "OR"
  }
}

# And for each scope: the calls that need this one.
resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "scope" {
  for_each = var.scopes

  environment_id  = var.environment_id
  api_instance_id = gatehouse_anypoint_api_instance.this.id
  label           = each.key
  allow_duplicate = true
  pointcut        = [{ method_regex = join("|", sort(each.value.methods)), uri_template_regex = ".*" }]
  configuration = {
    scopes = [gatehouse_okta_auth_server_scope.this[each.key].name]
  }
}

module "consumers" {
  source = "./consumers"

  consumers              = var.consumers
  auth_server_id         = gatehouse_okta_auth_server.this.id
  scope_names            = { for key, scope in gatehouse_okta_auth_server_scope.this : key => scope.name }
  api_instance_id        = gatehouse_anypoint_api_instance.this.id
  environment_id         = var.environment_id
  token_lifetime_minutes = var.token_lifetime_minutes
}
