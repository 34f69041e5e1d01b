# An API without a specification
#
# The smallest asset that API Manager takes.

resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  description = "Debit and credit cards."
  type        = "http-api"
  api_version = "v1"
  tags        = ["cards", "payments"]
}
