# By what it is made of; by id when that fits several.
data "gatehouse_anypoint_api_instance" "card" {
  asset_id       = "card-api"
  instance_label = "cards, public"
}
