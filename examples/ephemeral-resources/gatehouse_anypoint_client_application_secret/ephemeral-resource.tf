variable "application_id" {
  description = "The id of a gatehouse_anypoint_client_application."
  type        = string
}

ephemeral "gatehouse_anypoint_client_application_secret" "card" {
  application_id = var.application_id
}

ephemeral "gatehouse_okta_access_token" "card" {
  token_url     = "https://example.okta.com/oauth2/default/v1/token"
  client_id     = ephemeral.gatehouse_anypoint_client_application_secret.card.client_id
  client_secret = ephemeral.gatehouse_anypoint_client_application_secret.card.client_secret
  scopes        = ["mulescope"]
}
