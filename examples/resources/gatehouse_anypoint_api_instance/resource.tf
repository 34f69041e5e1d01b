resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology     = "mule4"
  instance_label = "cards, public"
  provider_id    = data.gatehouse_anypoint_client_provider.okta.id

  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }

  endpoint = {
    type      = "http"
    uri       = "https://cards.internal.example.com"
    proxy_uri = "http://0.0.0.0:8081/cards"
  }
}
