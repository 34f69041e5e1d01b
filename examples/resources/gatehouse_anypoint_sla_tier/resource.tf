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
  description     = "For partners"
  auto_approve    = true
  limits = [
    {
      maximum_requests            = 100
      time_period_in_milliseconds = 1000
    },
    {
      maximum_requests            = 100000
      time_period_in_milliseconds = 3600000
      visible                     = false
    },
  ]
}

# Enforces the limits.
resource "gatehouse_anypoint_api_policy_rate_limiting_sla_based" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  configuration = {
    client_id_expression = "#[attributes.headers['client_id']]"
    expose_headers       = true
  }
}
