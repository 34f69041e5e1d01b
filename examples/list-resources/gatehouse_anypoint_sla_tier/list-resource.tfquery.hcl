list "gatehouse_anypoint_sla_tier" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
