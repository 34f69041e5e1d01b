list "gatehouse_anypoint_api_policy_spec_validation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
