list "gatehouse_anypoint_api_policy_rate_limiting" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
