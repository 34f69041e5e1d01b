variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_circuit_breaker" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    thresholds = {
      max_connection_pools = 101
      max_connections      = 101
      max_pending_requests = 101
      max_requests         = 101
      max_retries          = 101
    }
  }
}
