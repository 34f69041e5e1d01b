variable "client_provider_id" {
  description = "The id of a gatehouse_anypoint_client_provider."
  type        = string
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
  provider_id = var.client_provider_id
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

# Tokens need both scopes, and the client an approved contract.
resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id

  configuration = {
    scopes         = ["cards.read", "mulescope"]
    expose_headers = true
  }
}
