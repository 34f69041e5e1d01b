# The tutorial for command lines without ephemeral resources and write-only
# arguments: Terraform from 1.8, OpenTofu from 1.8. Its price is that the
# secrets are in the state; keep that encrypted, and update when you can.
terraform {
  required_version = ">= 1.8"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

provider "gatehouse" {
  okta = {
    org_url   = var.okta_org_url
    api_token = var.okta_api_token
  }
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}

# The app with which Anypoint asks Okta about tokens. Its secret is kept.
resource "gatehouse_okta_app_oauth" "introspection" {
  label               = "MuleSoft Anypoint"
  type                = "web"
  grant_types         = ["authorization_code", "client_credentials"]
  redirect_uris       = ["https://anypoint.example.com/callback"]
  store_client_secret = true
}

data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
}

resource "gatehouse_okta_auth_server_scope" "mulescope" {
  auth_server_id   = data.gatehouse_okta_auth_server.default.id
  name             = "mulescope"
  metadata_publish = "ALL_CLIENTS"
}

# Okta becomes the client provider of the organization.
resource "gatehouse_anypoint_client_provider" "okta" {
  name                        = "Okta"
  issuer                      = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url     = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header        = "SSWS ${var.okta_api_token}"
  introspection_client_id     = gatehouse_okta_app_oauth.introspection.client_id
  introspection_client_secret = gatehouse_okta_app_oauth.introspection.client_secret
  authorize_url               = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                   = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url           = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion       = true
  allow_client_modification   = true
}

resource "gatehouse_anypoint_environment_client_providers" "sandbox" {
  client_provider_ids = [gatehouse_anypoint_client_provider.okta.id]
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

# A consumer asks for access; Anypoint registers a client for it in Okta.
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

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_group_assignment" "everyone" {
  app_id   = gatehouse_anypoint_client_application.card.client_id
  group_id = data.gatehouse_okta_group.everyone.id
}

output "client_id" {
  description = "The client that Anypoint registered in Okta."
  value       = gatehouse_anypoint_client_application.card.client_id
}

# Provider functions are there from 1.8 on.
output "scope_import_id" {
  description = "What `terraform import` takes for the scope."
  value = provider::gatehouse::build_id("gatehouse_okta_auth_server_scope", {
    auth_server_id = data.gatehouse_okta_auth_server.default.id
    id             = gatehouse_okta_auth_server_scope.mulescope.id
  })
}
