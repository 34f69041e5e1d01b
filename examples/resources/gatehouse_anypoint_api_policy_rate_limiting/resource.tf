# A hundred requests a minute for each client

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    key_selector = "#[attributes.headers['client_id']]"
    rate_limits = [{
      maximum_requests            = 100
      time_period_in_milliseconds = 60000
    }]
    expose_headers = true
  }
}
