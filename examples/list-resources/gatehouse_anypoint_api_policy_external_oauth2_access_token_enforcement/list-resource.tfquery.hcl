list "gatehouse_anypoint_api_policy_external_oauth2_access_token_enforcement" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
