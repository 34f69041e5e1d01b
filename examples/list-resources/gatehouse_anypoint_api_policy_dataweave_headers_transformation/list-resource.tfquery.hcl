list "gatehouse_anypoint_api_policy_dataweave_headers_transformation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
