resource "anypoint_environment" "partners" {
  name = "Partners"
  type = "sandbox"
}

resource "anypoint_organization" "payments" {
  name                   = "Payments"
  parent_organization_id = var.organization_id
  owner_id               = var.owner_id
  entitlements = {
    create_environments = true
    create_sub_orgs     = false
    vcores_production   = { assigned = 0.5 }
  }
}

resource "anypoint_connected_app" "pipeline" {
  name        = "Pipeline"
  grant_types = ["client_credentials"]
  scopes = [{
    scope          = "read:organization"
    context_params = { org = var.organization_id }
  }]
}

resource "anypoint_exchange_asset" "card" {
  organization_id = var.organization_id
  group_id        = var.organization_id
  asset_id        = "card-api"
  version         = "1.0.0"
  name            = "Card API"
  type            = "http-api"
  api_version     = "v1"
}

resource "anypoint_api_instance" "card" {
  environment_id = var.environment_id
  technology     = "mule4"
  instance_label = "card"
  provider_id    = var.client_provider_id
  spec = {
    group_id = anypoint_exchange_asset.card.group_id
    asset_id = anypoint_exchange_asset.card.asset_id
    version  = anypoint_exchange_asset.card.version
  }
  endpoint = {
    deployment_type = "CH2"
    type            = "http"
    uri             = "https://backend.example.com/cards"
  }
}

# OpenID Connect had no type of its own.
resource "anypoint_api_policy" "openidconnect" {
  environment_id  = var.environment_id
  api_instance_id = anypoint_api_instance.card.id
  group_id        = "68ef9520-24e9-4cf2-b2f5-620025690913"
  asset_id        = "openidconnect-access-token-enforcement"
  asset_version   = "1.3.0"
  order           = 1
  configuration_data = jsonencode({
    scopes        = "mulescope"
    exposeHeaders = false
  })
}

resource "anypoint_api_policy_rate_limiting" "card" {
  environment_id  = var.environment_id
  api_instance_id = anypoint_api_instance.card.id
  asset_version   = "1.4.1"
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
