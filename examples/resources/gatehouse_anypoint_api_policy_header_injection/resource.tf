variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_header_injection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    inbound_headers = [{
      key   = "x-gateway"
      value = "card"
    }]
    outbound_headers = [{
      key   = "x-gateway"
      value = "card"
    }]
  }
}
