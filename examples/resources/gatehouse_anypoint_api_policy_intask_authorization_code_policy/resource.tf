variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_intask_authorization_code_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    authorization_endpoint  = "https://example.okta.com/oauth2/v1/authorize"
    redirect_uri            = "https://agent.example.com/callback"
    scopes                  = ["openid", "profile"]
    secondary_auth_provider = "okta"
    token_endpoint          = "https://example.okta.com/oauth2/v1/token"
  }
}
