list "gatehouse_okta_group" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "Payments"
  }
}
