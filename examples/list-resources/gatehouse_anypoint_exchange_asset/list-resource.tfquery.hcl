list "gatehouse_anypoint_exchange_asset" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "card"
  }
}
