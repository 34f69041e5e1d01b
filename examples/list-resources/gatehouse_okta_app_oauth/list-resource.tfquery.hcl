list "gatehouse_okta_app_oauth" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "Customer"
  }
}
