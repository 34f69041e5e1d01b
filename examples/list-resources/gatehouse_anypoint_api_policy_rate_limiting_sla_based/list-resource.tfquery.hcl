list "gatehouse_anypoint_api_policy_rate_limiting_sla_based" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
