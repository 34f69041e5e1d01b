list "gatehouse_anypoint_api_policy_xml_threat_protection" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
