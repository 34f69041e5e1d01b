variable "client_secret" {
  description = "The client secret."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_credential_injection_oauth2_obo" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    client_id                = "0oa1b2c3d4e5f6g7h8i9"
    client_secret_wo         = var.client_secret
    client_secret_wo_version = 1
    flow                     = "oauth2-token-exchange"
    scope                    = "cards.read"
    target_value             = "api://cards"
    token_endpoint           = "https://example.okta.com/oauth2/v1/token"
  }
}
