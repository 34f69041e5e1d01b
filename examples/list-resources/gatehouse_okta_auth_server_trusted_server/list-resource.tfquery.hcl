list "gatehouse_okta_auth_server_trusted_server" "all" {
  provider = gatehouse

  config {
    auth_server_id = "aus1abc2def3ghi4j5d7"
  }
}
