list "gatehouse_anypoint_api_policy_semantic_prompt_guard_policy_openai" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
