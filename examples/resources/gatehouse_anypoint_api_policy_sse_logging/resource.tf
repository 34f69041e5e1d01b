variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_sse_logging" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    logs = [{
      key   = "claim-0"
      value = "#[true]"
    }]
  }
}
