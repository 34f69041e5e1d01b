list "gatehouse_anypoint_client_provider" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "okta"
  }
}
