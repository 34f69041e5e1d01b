data "gatehouse_anypoint_api_instance" "card" {
  asset_id       = "card-api"
  instance_label = "cards"
}

resource "gatehouse_anypoint_contract" "shop" {
  application_id  = "4711"
  api_instance_id = data.gatehouse_anypoint_api_instance.card.id
}
