# Then what is inside of them: these lists want to know of what.
variable "auth_server_id" {
  description = "The authorization server to look into. Null: none yet."
  type        = string
  default     = null
}

variable "api_instance_id" {
  description = "The API instance to look into. Null: none yet."
  type        = string
  default     = null
}

list "gatehouse_okta_auth_server_scope" "scope" {
  count    = var.auth_server_id == null ? 0 : 1
  provider = gatehouse
  config {
    auth_server_id = var.auth_server_id
    q              = "payments"
  }
}

list "gatehouse_okta_auth_server_policy" "policy" {
  count    = var.auth_server_id == null ? 0 : 1
  provider = gatehouse
  config {
    auth_server_id = var.auth_server_id
  }
}

list "gatehouse_anypoint_api_policy_client_id_enforcement" "credentials" {
  count    = var.api_instance_id == null ? 0 : 1
  provider = gatehouse
  config {
    api_instance_id = var.api_instance_id
  }
}
