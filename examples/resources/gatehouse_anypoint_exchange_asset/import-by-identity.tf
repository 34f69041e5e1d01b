import {
  to = gatehouse_anypoint_exchange_asset.card
  identity = {
    group_id = "68a3b1de-0c4e-4a57-9a8e-5d1f3c2b7a90"
    asset_id = "card-api"
    version  = "1.0.0"
  }
}
