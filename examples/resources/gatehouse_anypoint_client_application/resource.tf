variable "api_instance_id" {
  description = "The id of a gatehouse_anypoint_api_instance whose client provider is Okta."
  type        = string
}

resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  description     = "Sells cards"
  url             = "https://card.example.com"
  api_instance_id = var.api_instance_id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

# Anypoint registered a client in Okta: there it is an app.
output "okta_app_id" {
  value = gatehouse_anypoint_client_application.card.client_id
}
