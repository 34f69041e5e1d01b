list "gatehouse_anypoint_identity_provider" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "okta"
  }
}
