resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology = "mule4"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type      = "http"
    uri       = var.backend_url
    proxy_uri = "http://0.0.0.0:8081/card"
  }

  # Nobody takes the API away while somebody calls it.
  prevent_contract_loss = true
}

# What consumers can ask for.
resource "gatehouse_anypoint_sla_tier" "trial" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  name            = "Trial"
  description     = "To try the API: approved at once"
  auto_approve    = true
  limits          = [{ maximum_requests = 2, time_period_in_milliseconds = 60000 }]
}

resource "gatehouse_anypoint_sla_tier" "gold" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  name            = "Gold"
  description     = "For production: an owner approves"
  auto_approve    = false
  limits          = [{ maximum_requests = 1000, time_period_in_milliseconds = 60000 }]
}

locals {
  tiers = {
    trial = gatehouse_anypoint_sla_tier.trial.id
    gold  = gatehouse_anypoint_sla_tier.gold.id
  }
}

# Without it nobody asks who calls, and no limit counts.
resource "gatehouse_anypoint_api_policy_rate_limiting_sla_based" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  configuration = {
    client_id_expression     = "#[attributes.headers['client_id']]"
    client_secret_expression = "#[attributes.headers['client_secret']]"
    expose_headers           = true
  }
}

# One application and one contract for each consumer.
resource "gatehouse_anypoint_client_application" "consumer" {
  for_each = var.consumers

  name            = each.key
  description     = each.value.description
  api_instance_id = gatehouse_anypoint_api_instance.card.id
}

resource "gatehouse_anypoint_contract" "consumer" {
  for_each = var.consumers

  application_id  = gatehouse_anypoint_client_application.consumer[each.key].id
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  tier_id         = local.tiers[each.value.tier]

  # The review of the pull request was the approval.
  approve = true
}

output "client_ids" {
  description = "What each consumer sends as client_id. The secrets are in Exchange, for the owners of the applications."
  value       = { for name, app in gatehouse_anypoint_client_application.consumer : name => app.client_id }
}
