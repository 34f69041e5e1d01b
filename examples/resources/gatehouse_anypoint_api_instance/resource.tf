# A Mule 4 application
#
# The clients of its consumers live in Okta. The application finds the instance by autodiscovery, whose `apiId` is the instance's `id`.

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
  technology     = "mule4"
  instance_label = "cards"
  provider_id    = data.gatehouse_anypoint_client_provider.okta.id

  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }

  endpoint = {
    type      = "http"
    uri       = "https://backend.example.com/cards"
    proxy_uri = "http://0.0.0.0:8081/cards"
  }
}

output "api_id" {
  value = gatehouse_anypoint_api_instance.card.id
}
