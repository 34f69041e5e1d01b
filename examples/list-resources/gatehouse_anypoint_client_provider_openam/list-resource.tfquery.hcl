list "gatehouse_anypoint_client_provider_openam" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "openam"
  }
}
