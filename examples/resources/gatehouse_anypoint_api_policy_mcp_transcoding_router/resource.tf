variable "routes" {
  description = "Which tool is which call, a list."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_mcp_transcoding_router" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    routes           = var.routes
    transcoding_path = "/mcp"
  }
}
