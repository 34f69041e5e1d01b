list "gatehouse_anypoint_api_policy_llm_gw_core_policy" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
