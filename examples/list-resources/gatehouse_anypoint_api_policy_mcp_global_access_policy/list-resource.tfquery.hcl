list "gatehouse_anypoint_api_policy_mcp_global_access_policy" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
