list "gatehouse_okta_auth_server_scope" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    auth_server_id = "default"
    q              = "cards."
  }
}
