variable "openam_password" {
  description = "The password of the user with which Anypoint manages clients."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_client_provider_openam" "openam" {
  name        = "OpenAM"
  description = "Clients of our APIs live in OpenAM."
  version     = "14"

  admin_token_url = "https://openam.example.com/openam/json/authenticate"
  username        = "anypoint"

  # Never stored: raise the version when it has changed.
  password_wo         = var.openam_password
  password_wo_version = 1

  authorize_url           = "https://openam.example.com/openam/oauth2/authorize"
  token_url               = "https://openam.example.com/openam/oauth2/access_token"
  token_validation_url    = "https://openam.example.com/openam/oauth2/tokeninfo"
  client_registration_url = "https://openam.example.com/openam/oauth2/client"
  client_deletion_url     = "https://openam.example.com/openam/oauth2/client"

  supported_grant_types = ["authorization_code", "client_credentials", "refresh_token"]
  scopes                = ["READ", "WRITE"]
  default_scopes        = ["READ"]
}
