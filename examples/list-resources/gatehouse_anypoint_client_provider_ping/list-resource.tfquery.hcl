list "gatehouse_anypoint_client_provider_ping" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "ping"
  }
}
