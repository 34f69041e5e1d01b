list "gatehouse_anypoint_api_policy_llm_proxy_core" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
