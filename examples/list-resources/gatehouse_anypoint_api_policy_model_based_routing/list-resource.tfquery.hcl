list "gatehouse_anypoint_api_policy_model_based_routing" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
