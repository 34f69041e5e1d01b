variable "authorization_value" {
  description = "The value of the header `Authorization` with which the gateway asks, such as `Basic …`."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_oauth2_token_introspection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    authorization_value_wo         = var.authorization_value
    authorization_value_wo_version = 1
    consumer_by                    = "client_id"
    introspection_url              = "https://example.okta.com/oauth2/default/v1/introspect"
    scopes                         = ["read", "write"]
  }
}
