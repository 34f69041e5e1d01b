list "gatehouse_anypoint_api_policy_credential_injection_oauth2_obo" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
