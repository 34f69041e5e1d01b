list "gatehouse_anypoint_contract" "waiting" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
    status          = "PENDING"
  }
}
