resource "gatehouse_anypoint_environment" "partners" {
  name = "Partners"
  type = "sandbox"
}

resource "gatehouse_anypoint_organization" "payments" {
  name                   = "Payments"
  parent_organization_id = var.organization_id
  owner_id               = var.owner_id
  entitlements = {
    create_environments = true
    create_sub_orgs     = false
    vcores_production   = { assigned = 0.5 }
  }
}

resource "gatehouse_anypoint_connected_app" "pipeline" {
  name        = "Pipeline"
  grant_types = ["client_credentials"]
  scopes = [{
    scope           = "read:organization"
    organization_id = var.organization_id
  }]
}

resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology     = "mule4"
  instance_label = "card"
  provider_id    = var.client_provider_id
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    deployment_type = "CH2"
    type            = "http"
    uri             = "https://backend.example.com/cards"
  }
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  order           = 1
  configuration = {
    scopes = ["mulescope"]
  }
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  order           = 2
  configuration = {
    rate_limits = [{
      maximum_requests            = 100
      time_period_in_milliseconds = 60000
    }]
    expose_headers = true
    clusterizable  = true
  }
}

moved {
  from = anypoint_environment.partners
  to   = gatehouse_anypoint_environment.partners
}

moved {
  from = anypoint_organization.payments
  to   = gatehouse_anypoint_organization.payments
}

moved {
  from = anypoint_connected_app.pipeline
  to   = gatehouse_anypoint_connected_app.pipeline
}

moved {
  from = anypoint_exchange_asset.card
  to   = gatehouse_anypoint_exchange_asset.card
}

moved {
  from = anypoint_api_instance.card
  to   = gatehouse_anypoint_api_instance.card
}

moved {
  from = anypoint_api_policy.openidconnect
  to   = gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card
}

moved {
  from = anypoint_api_policy_rate_limiting.card
  to   = gatehouse_anypoint_api_policy_rate_limiting.card
}
