data "gatehouse_anypoint_api_instance" "card" {
  asset_id       = "card-api"
  instance_label = "cards"
}
