list "gatehouse_anypoint_api_policy_oauth2_token_introspection" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
