# ---- Anypoint: client providers of the other types

resource "gatehouse_anypoint_client_provider_openam" "openam" {
  name                         = "OpenAM"
  description                  = "Clients live in OpenAM."
  version                      = "14"
  allow_untrusted_certificates = true
  admin_token_url              = "https://openam.example.com/openam/json/authenticate"
  username                     = "anypoint"
  password_wo                  = "openam-password"
  password_wo_version          = 1
  authorize_url                = "https://openam.example.com/openam/oauth2/authorize"
  token_url                    = "https://openam.example.com/openam/oauth2/access_token"
  token_validation_url         = "https://openam.example.com/openam/oauth2/tokeninfo"
  client_registration_url      = "https://openam.example.com/openam/oauth2/client"
  client_deletion_url          = "https://openam.example.com/openam/oauth2/client"
  supported_grant_types        = ["authorization_code", "client_credentials", "refresh_token"]
  scopes                       = ["READ", "WRITE"]
  default_scopes               = ["READ"]
  allowed_client_types = {
    confidential = ["authorization_code"]
    public       = []
  }
}

resource "gatehouse_anypoint_client_provider_ping" "ping" {
  name                                      = "PingFederate"
  description                               = "Clients live in PingFederate."
  authorize_url                             = "https://ping.example.com/as/authorization.oauth2"
  token_url                                 = "https://ping.example.com/as/token.oauth2"
  token_validation_url                      = "https://ping.example.com/as/token.oauth2"
  client_registration_url                   = "https://ping.example.com/pf-ws/rest/oauth/clients"
  client_deletion_url                       = "https://ping.example.com/pf-ws/rest/oauth/clients/{{client_id}}"
  username                                  = "anypoint"
  password_wo                               = "ping-password"
  password_wo_version                       = 1
  token_validation_client_id                = "anypoint-gateways"
  token_validation_client_secret_wo         = "ping-validation-secret"
  token_validation_client_secret_wo_version = 1
  token_mapping = {
    username   = "username"
    email      = "email"
    first_name = "firstName"
    last_name  = "lastName"
    user       = "user"
  }
  supported_grant_types      = ["authorization_code", "client_credentials"]
  bypass_approval_page       = true
  send_credentials_in_header = true
}
