variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_dataweave_body_transformation" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    script = "{number: payload.id}"
  }
}
