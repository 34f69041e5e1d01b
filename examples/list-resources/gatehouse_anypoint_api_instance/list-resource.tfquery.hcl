list "gatehouse_anypoint_api_instance" "cards" {
  provider         = gatehouse
  include_resource = true

  config {
    asset_id = "card-api"
  }
}
