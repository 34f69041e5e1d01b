# Okta as the client provider of the organization.
resource "gatehouse_anypoint_client_provider" "okta" {
  name                                   = "Okta (cards)"
  issuer                                 = data.gatehouse_okta_auth_server_metadata.cards.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.cards.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.gateway.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.gateway.client_secret
  introspection_client_secret_wo_version = 1
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.cards.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.cards.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.cards.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
}

# The API instance is taken over as it is, and asks Okta from now on.
import {
  to = gatehouse_anypoint_api_instance.cards
  id = var.api_instance_id
}

data "gatehouse_anypoint_api_instance" "cards" {
  id = var.api_instance_id
}

resource "gatehouse_anypoint_api_instance" "cards" {
  technology  = data.gatehouse_anypoint_api_instance.cards.technology
  provider_id = gatehouse_anypoint_client_provider.okta.id
  spec = {
    group_id = data.gatehouse_anypoint_api_instance.cards.group_id
    asset_id = data.gatehouse_anypoint_api_instance.cards.asset_id
    version  = data.gatehouse_anypoint_api_instance.cards.asset_version
  }

  lifecycle {
    prevent_destroy = true # it was there before
  }
}

# Reading takes one scope, and everything else the other.
resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "read" {
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  label           = "Reading"
  pointcut        = [{ method_regex = "GET|HEAD", uri_template_regex = ".*" }]
  configuration = {
    scopes = [gatehouse_okta_auth_server_scope.cards["cards.read"].name]
  }
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "write" {
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  label           = "Writing"
  allow_duplicate = true # beside the one for reading
  pointcut        = [{ method_regex = "POST|PUT|PATCH|DELETE", uri_template_regex = ".*" }]
  configuration = {
    scopes = [gatehouse_okta_auth_server_scope.cards["cards.write"].name]
  }

  depends_on = [gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.read]
}

# Each consumer has an application, for which Anypoint registers a client in
# Okta, and a contract.
resource "gatehouse_anypoint_client_application" "cards" {
  for_each = var.consumers

  name            = each.key
  description     = each.value.description
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://${each.key}.example.com/callback"]
}

resource "gatehouse_anypoint_contract" "cards" {
  for_each = var.consumers

  application_id  = gatehouse_anypoint_client_application.cards[each.key].id
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
}
