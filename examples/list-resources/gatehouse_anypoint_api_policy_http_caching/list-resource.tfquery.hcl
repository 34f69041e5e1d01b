list "gatehouse_anypoint_api_policy_http_caching" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
