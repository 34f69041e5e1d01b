list "gatehouse_anypoint_api_policy_client_id_enforcement" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
