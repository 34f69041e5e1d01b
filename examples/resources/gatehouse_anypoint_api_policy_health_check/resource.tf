variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_health_check" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    endpoint    = "https://backend.example.com/health"
    path        = "/health"
    status_code = "200"
  }
}
