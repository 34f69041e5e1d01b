list "gatehouse_okta_auth_server_claim" "all" {
  provider = gatehouse

  config {
    auth_server_id = "default"
  }
}
