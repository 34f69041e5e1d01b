list "gatehouse_anypoint_api_policy_openai_transcoding_policy" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
