variable "supported_vendors" {
  description = "The vendors with their models, a list."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_model_based_routing" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    supported_vendors = var.supported_vendors
  }
}
