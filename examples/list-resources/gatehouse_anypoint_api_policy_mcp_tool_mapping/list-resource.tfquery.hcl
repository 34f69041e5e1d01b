list "gatehouse_anypoint_api_policy_mcp_tool_mapping" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
