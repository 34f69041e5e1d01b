list "gatehouse_anypoint_api_policy_script_evaluation_transformation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
