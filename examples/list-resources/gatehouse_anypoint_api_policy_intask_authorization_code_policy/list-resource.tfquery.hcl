list "gatehouse_anypoint_api_policy_intask_authorization_code_policy" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
