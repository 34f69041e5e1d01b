# Access by an SLA tier
#
# Where an API has tiers, every contract names one. This one is approved by itself, and the policy counts the requests of each application.

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
    uri       = "https://backend.example.com/cards"
    proxy_uri = "http://0.0.0.0:8081/card"
  }
}

resource "gatehouse_anypoint_sla_tier" "gold" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  name            = "Gold"
  auto_approve    = true
  limits          = [{ maximum_requests = 100, time_period_in_milliseconds = 1000 }]
}

resource "gatehouse_anypoint_api_policy_rate_limiting_sla_based" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  configuration   = { client_id_expression = "#[attributes.headers['client_id']]" }
}

resource "gatehouse_anypoint_client_application" "partner" {
  name            = "Partner"
  api_instance_id = gatehouse_anypoint_api_instance.card.id
}

resource "gatehouse_anypoint_contract" "partner" {
  application_id  = gatehouse_anypoint_client_application.partner.id
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  tier_id         = gatehouse_anypoint_sla_tier.gold.id
}
