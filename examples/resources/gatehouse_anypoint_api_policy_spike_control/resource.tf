variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_spike_control" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    delay_attempts              = 3
    delay_time_in_millis        = 500
    maximum_requests            = 20
    queuing_limit               = 5
    time_period_in_milliseconds = 1000
  }
}
