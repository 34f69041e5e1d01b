# Sign-in by SAML

variable "signing_certificate" {
  description = "The certificate out of the identity provider's metadata, in PEM."
  type        = string
}

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
