list "gatehouse_anypoint_api_policy_message_logging_outbound" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
