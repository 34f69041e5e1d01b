list "gatehouse_anypoint_api_policy_agent_connection_telemetry" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
