# Without a version: the latest one.
data "gatehouse_anypoint_exchange_asset" "card" {
  asset_id = "card-api"
}
