resource "gatehouse_anypoint_sla_tier" "gold" {
  api_instance_id = gatehouse_anypoint_api_instance.card_flex.id
  name            = "Gold"
  description     = "For partners"
  auto_approve    = true
  status          = "DEPRECATED"
  limits = [{
    maximum_requests            = 100
    time_period_in_milliseconds = 1000
    visible                     = false
  }]
}
