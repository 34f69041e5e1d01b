list "gatehouse_okta_oauth_client" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "Payments"
  }
}
