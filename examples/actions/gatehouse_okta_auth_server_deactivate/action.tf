# terraform apply -invoke=action.gatehouse_okta_auth_server_deactivate.example
action "gatehouse_okta_auth_server_deactivate" "example" {
  config {
    auth_server_id = "default"
  }
}
