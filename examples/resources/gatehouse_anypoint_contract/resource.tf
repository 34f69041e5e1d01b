# Access without a tier

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

resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

# Requests access, and approves it where the API wants an owner's approval.
resource "gatehouse_anypoint_contract" "card" {
  application_id  = gatehouse_anypoint_client_application.card.id
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  approve         = true
}
