variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_mcp_transcoding_router" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    routes = [{
      key   = "claim-0"
      value = "#[true]"
    }]
    transcoding_path = "/mcp"
  }
}
