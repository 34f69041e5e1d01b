variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_agent_connection_telemetry" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    source_agent_id = "#[attributes.headers['x-card-agent']]"
  }
}
