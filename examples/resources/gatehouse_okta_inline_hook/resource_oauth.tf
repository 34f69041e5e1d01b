# A hook that is called with an access token
#
# Okta gets it from an authorization server of yours.

variable "hook_secret" {
  type      = string
  ephemeral = true
}

resource "gatehouse_okta_inline_hook" "registration" {
  name   = "Registration"
  type   = "com.okta.user.pre-registration"
  status = "INACTIVE"

  channel = {
    type                     = "OAUTH"
    uri                      = "https://hooks.example.com/registration"
    auth_type                = "client_secret_post"
    client_id                = "okta-hooks"
    client_secret_wo         = var.hook_secret
    client_secret_wo_version = 1
    token_url                = "https://login.example.com/oauth2/token"
    scope                    = "hooks"
  }
}
