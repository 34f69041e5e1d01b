list "gatehouse_anypoint_api_policy_a2a_prompt_decorator" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
