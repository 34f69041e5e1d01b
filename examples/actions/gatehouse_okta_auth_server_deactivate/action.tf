action "gatehouse_okta_auth_server_deactivate" "example" {
  config {
    auth_server_id = "default"
  }
}
