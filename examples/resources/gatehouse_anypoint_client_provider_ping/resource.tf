variable "ping_password" {
  description = "The password of the user with which Anypoint registers clients."
  type        = string
  ephemeral   = true
}

variable "ping_validation_secret" {
  description = "The secret of the client with which gateways have tokens validated."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_client_provider_ping" "ping" {
  name        = "PingFederate"
  description = "Clients of our APIs live in PingFederate."

  authorize_url           = "https://ping.example.com/as/authorization.oauth2"
  token_url               = "https://ping.example.com/as/token.oauth2"
  token_validation_url    = "https://ping.example.com/as/token.oauth2"
  client_registration_url = "https://ping.example.com/pf-ws/rest/oauth/clients"
  client_deletion_url     = "https://ping.example.com/pf-ws/rest/oauth/clients/{{client_id}}"

  # Neither secret is stored: raise the version when one has changed.
  username                                  = "anypoint"
  password_wo                               = var.ping_password
  password_wo_version                       = 1
  token_validation_client_id                = "anypoint-gateways"
  token_validation_client_secret_wo         = var.ping_validation_secret
  token_validation_client_secret_wo_version = 1

  token_mapping = {
    username   = "username"
    email      = "email"
    first_name = "firstName"
    last_name  = "lastName"
  }
  supported_grant_types = ["authorization_code", "client_credentials", "refresh_token"]
}
