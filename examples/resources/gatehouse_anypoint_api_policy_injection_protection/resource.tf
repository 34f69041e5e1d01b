variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_injection_protection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    built_in_protections = ["sql", "xss"]
  }
}
