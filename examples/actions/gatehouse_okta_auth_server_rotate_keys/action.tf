# terraform apply -invoke=action.gatehouse_okta_auth_server_rotate_keys.example
action "gatehouse_okta_auth_server_rotate_keys" "example" {
  config {
    auth_server_id = "default"
  }
}
