list "gatehouse_anypoint_api_policy_mcp_schema_validation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
