# Pages of every origin

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_cors" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    origin_groups = []
  }
}
