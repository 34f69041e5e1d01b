list "gatehouse_anypoint_api_policy_header_transformation" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
