variable "tool_mappings" {
  description = "The names, a list: the name of each tool or a regular expression, the name or replacement to show, and a description."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_mcp_tool_mapping" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    tool_mappings = var.tool_mappings
  }
}
