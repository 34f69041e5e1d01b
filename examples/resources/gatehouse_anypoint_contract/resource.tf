variable "api_instance_id" {
  description = "The id of a gatehouse_anypoint_api_instance."
  type        = string
}

resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  api_instance_id = var.api_instance_id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

# Requests access, and approves it where the API wants an owner's approval.
resource "gatehouse_anypoint_contract" "card" {
  application_id  = gatehouse_anypoint_client_application.card.id
  api_instance_id = var.api_instance_id
  approve         = true
}
