# Sign-in with Okta, by OpenID Connect

variable "anypoint_client_secret_at_okta" {
  description = "The secret of the client that Anypoint is in Okta."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_identity_provider" "okta" {
  name = "Okta"
  oidc = {
    issuer = "https://dev-1.okta.com"
    urls = {
      authorize = "https://dev-1.okta.com/oauth2/v1/authorize"
      token     = "https://dev-1.okta.com/oauth2/v1/token"
      userinfo  = "https://dev-1.okta.com/oauth2/v1/userinfo"
    }
    client = {
      # It is not stored: raise the version when it has changed.
      credentials = {
        id                = "0oa2abc3def4ghi5jkl6"
        secret_wo         = var.anypoint_client_secret_at_okta
        secret_wo_version = 1
      }
    }
    group_scope    = "groups"
    claims_mapping = { group_expression = "#[claims.groups]" }
  }
}

# What the client in Okta must allow.
output "redirect_url" {
  value = gatehouse_anypoint_identity_provider.okta.redirect_url
}
