variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_mcp_global_access_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    rules = [{
      match_type = "pattern"
      rule       = "Allow"
      value      = "^get_.*"
    }]
  }
}
