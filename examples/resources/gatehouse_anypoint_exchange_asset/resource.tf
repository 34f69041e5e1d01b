# The smallest asset that an API instance can be made of.
resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  description = "Cards of customers."
  type        = "http-api"
  api_version = "v1"
  keywords    = ["cards"]
}
