variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_intask_authentication_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    authorization_endpoint  = "https://example.okta.com/oauth2/v1/authorize"
    redirect_uri            = "https://agent.example.com/callback"
    scopes                  = ["openid", "profile"]
    secondary_auth_provider = "okta"
    token_audience          = "api://cards"
    token_endpoint          = "https://example.okta.com/oauth2/v1/token"
    user_email_header       = "x-user-email"
    user_id_header          = "x-user-id"
  }
}
