variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_a2a_token_rate_limit" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    key_selector                = "#[attributes.headers['x-agent-id']]"
    maximum_tokens              = 101
    time_period_in_milliseconds = 60000
  }
}
