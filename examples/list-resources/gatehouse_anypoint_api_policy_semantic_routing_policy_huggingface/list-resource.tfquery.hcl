list "gatehouse_anypoint_api_policy_semantic_routing_policy_huggingface" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
