list "gatehouse_okta_auth_server_scope" "all" {
  provider = gatehouse

  config {
    auth_server_id = "default"
    q              = "cards"
  }
}
