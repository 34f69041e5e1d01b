list "gatehouse_anypoint_api_policy_injection_protection" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
