list "gatehouse_anypoint_api_policy_ip_allowlist" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
