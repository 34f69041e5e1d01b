import {
  to = gatehouse_anypoint_exchange_asset.card
  identity = {
    group_id = "68ef9520-24e9-4cf2-b2f5-620025690913"
    asset_id = "card-api"
    version  = "1.0.0"
  }
}
