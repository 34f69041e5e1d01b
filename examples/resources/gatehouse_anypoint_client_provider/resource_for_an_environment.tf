# Another identity provider, for one environment
#
# Any provider with dynamic client registration will do. An environment offers the client providers of its list to new API instances, the first one by default.

variable "registration_token" {
  description = "What lets Anypoint register clients at the identity provider."
  type        = string
  ephemeral   = true
}

variable "introspection_secret" {
  description = "The secret of the client with which gateways introspect tokens."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_client_provider" "partners" {
  name                    = "Partners"
  issuer                  = "https://login.example.com/partners"
  client_registration_url = "https://login.example.com/partners/register"
  authorize_url           = "https://login.example.com/partners/authorize"
  token_url               = "https://login.example.com/partners/token"
  introspection_url       = "https://login.example.com/partners/introspect"

  authorization_header_wo                = "Bearer ${var.registration_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = "anypoint-gateways"
  introspection_client_secret_wo         = var.introspection_secret
  introspection_client_secret_wo_version = 1

  # It publishes no metadata to compare with.
  skip_metadata_check = true
}

resource "gatehouse_anypoint_environment" "partners" {
  name = "Partners"
  type = "sandbox"
}

resource "gatehouse_anypoint_environment_client_providers" "partners" {
  environment_id      = gatehouse_anypoint_environment.partners.id
  client_provider_ids = [gatehouse_anypoint_client_provider.partners.id]
}
