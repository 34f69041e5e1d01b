variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_mcp_access_control" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    rules = ["permit(principal, action == Action::\"tools/call\", resource == Tool::\"balance\");"]
  }
}
