list "gatehouse_anypoint_exchange_asset" "apis" {
  provider         = gatehouse
  include_resource = true

  config {
    type   = "http-api"
    search = "card"
  }
}
