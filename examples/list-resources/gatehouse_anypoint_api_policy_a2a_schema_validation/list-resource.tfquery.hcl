list "gatehouse_anypoint_api_policy_a2a_schema_validation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
