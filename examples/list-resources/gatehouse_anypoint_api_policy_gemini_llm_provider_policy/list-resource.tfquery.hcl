list "gatehouse_anypoint_api_policy_gemini_llm_provider_policy" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
