variable "anypoint_client_secret_at_okta" {
  description = "The secret of the client that Anypoint is in Okta."
  type        = string
  ephemeral   = true
}

# People sign in with Okta, by OpenID Connect.
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

variable "signing_certificate" {
  description = "The certificate out of the identity provider's metadata, in PEM."
  type        = string
}

# People sign in by SAML.
resource "gatehouse_anypoint_identity_provider" "adfs" {
  name = "ADFS"
  saml = {
    issuer     = "https://adfs.example.com/adfs/services/trust"
    audience   = "example.anypoint.mulesoft.com"
    public_key = [var.signing_certificate]
    urls = {
      sign_on  = "https://adfs.example.com/adfs/ls"
      sign_out = "https://adfs.example.com/adfs/ls"
    }
    claims_mapping = {
      email_attribute = "mail"
      group_attribute = "memberOf"
    }
  }
}
