variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_client_id_enforcement" "card" {
  api_instance_id = var.api_instance_id
  configuration = {
    client_id_expression = "#[attributes.headers['client_id']]"
  }
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "card" {
  api_instance_id = var.api_instance_id
  configuration = {
    rate_limits = [{
      maximum_requests            = 100
      time_period_in_milliseconds = 60000
    }]
  }
}

# Whoever is not known is not counted.
resource "gatehouse_anypoint_api_policy_order" "card" {
  api_instance_id = var.api_instance_id
  policy_ids = [
    gatehouse_anypoint_api_policy_client_id_enforcement.card.id,
    gatehouse_anypoint_api_policy_rate_limiting.card.id,
  ]
}
