list "gatehouse_anypoint_api_policy_sse_logging" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
