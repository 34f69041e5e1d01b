variable "logs" {
  description = "The lines to write, a list: a DataWeave expression for each (`#[payload]`, `#[vars.data]` and `#[vars.id]` are the event's), what the line begins with, and its level."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_sse_logging" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    logs = var.logs
  }
}
