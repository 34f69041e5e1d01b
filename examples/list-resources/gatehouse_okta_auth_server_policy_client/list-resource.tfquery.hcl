list "gatehouse_okta_auth_server_policy_client" "all" {
  provider = gatehouse

  config {
    auth_server_id = "default"
    policy_id      = "00p1abc2def3ghi4j5d7"
  }
}
