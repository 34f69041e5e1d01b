list "gatehouse_okta_auth_server" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "pay"
  }
}
