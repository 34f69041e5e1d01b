# The newest version of an asset that another team publishes.
data "gatehouse_anypoint_exchange_asset" "card" {
  asset_id = "card-api"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology = "mule4"
  spec = {
    group_id = data.gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = data.gatehouse_anypoint_exchange_asset.card.asset_id
    version  = data.gatehouse_anypoint_exchange_asset.card.version
  }
}
