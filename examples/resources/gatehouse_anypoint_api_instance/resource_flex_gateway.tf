# A Flex Gateway with two backends
#
# It sends a tenth of the requests to a new backend, and an owner approves each consumer.

data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}

resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology        = "flexGateway"
  instance_label    = "cards-flex"
  provider_id       = data.gatehouse_anypoint_client_provider.okta.id
  approval_method   = "manual"
  consumer_endpoint = "https://api.example.com/cards"

  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }

  endpoint = {
    type            = "http"
    deployment_type = "HY"
    proxy_uri       = "http://0.0.0.0:8081/cards"
  }

  routing = [{
    rules = { methods = "GET|POST" }
    upstreams = [
      { label = "current", uri = "https://backend.example.com/cards", weight = 90 },
      { label = "new", uri = "https://backend-2.example.com/cards", weight = 10 },
    ]
  }]
}
