list "gatehouse_okta_auth_server" "all" {
  provider = gatehouse

  config {
    q = "cards"
  }
}
