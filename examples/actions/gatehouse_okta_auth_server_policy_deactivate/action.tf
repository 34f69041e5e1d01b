# terraform apply -invoke=action.gatehouse_okta_auth_server_policy_deactivate.example
action "gatehouse_okta_auth_server_policy_deactivate" "example" {
  config {
    auth_server_id = "default"
    policy_id      = "00p1abc2def3ghi4j5d7"
  }
}
