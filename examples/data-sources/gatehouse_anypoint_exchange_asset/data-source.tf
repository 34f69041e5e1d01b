# The newest version of an asset that another team publishes.
data "gatehouse_anypoint_exchange_asset" "card" {
  asset_id = "card-api"
}
