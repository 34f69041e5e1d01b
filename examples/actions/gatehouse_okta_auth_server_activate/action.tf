# terraform apply -invoke=action.gatehouse_okta_auth_server_activate.example
action "gatehouse_okta_auth_server_activate" "example" {
  config {
    auth_server_id = "default"
  }
}
