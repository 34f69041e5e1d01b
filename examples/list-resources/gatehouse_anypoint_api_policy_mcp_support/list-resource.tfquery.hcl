list "gatehouse_anypoint_api_policy_mcp_support" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
