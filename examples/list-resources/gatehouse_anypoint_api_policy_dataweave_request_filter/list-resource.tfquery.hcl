list "gatehouse_anypoint_api_policy_dataweave_request_filter" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
