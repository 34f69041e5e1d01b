list "gatehouse_anypoint_api_policy_a2a_pii_detector" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
