list "gatehouse_anypoint_api_policy_mcp_access_control" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
