list "gatehouse_okta_trusted_origin" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "portal"
  }
}
