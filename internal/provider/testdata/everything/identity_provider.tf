# ---- Anypoint: how people sign in

resource "gatehouse_okta_app_oauth" "sign_in" {
  label         = "Sign-in to Anypoint"
  type          = "web"
  grant_types   = ["authorization_code"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "sign_in" {
  app_id = gatehouse_okta_app_oauth.sign_in.id
}

resource "gatehouse_anypoint_identity_provider" "okta" {
  name           = "Okta"
  description    = "Everybody"
  login_disabled = true
  oidc = {
    issuer = data.gatehouse_okta_auth_server_metadata.default.issuer
    urls = {
      authorize = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
      token     = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
      userinfo  = "${data.gatehouse_okta_auth_server_metadata.default.issuer}/v1/userinfo"
    }
    client = {
      credentials = {
        id                = gatehouse_okta_app_oauth.sign_in.client_id
        secret_wo         = ephemeral.gatehouse_okta_app_secret.sign_in.client_secret
        secret_wo_version = 1
      }
    }
    group_scope                  = "groups"
    claims_mapping               = { group_expression = "#[claims.groups]" }
    allow_untrusted_certificates = true
  }
}

resource "gatehouse_anypoint_identity_provider" "registered" {
  name = "Okta, registered"
  oidc = {
    issuer = data.gatehouse_okta_auth_server_metadata.default.issuer
    urls = {
      authorize = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
      token     = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
      userinfo  = "${data.gatehouse_okta_auth_server_metadata.default.issuer}/v1/userinfo"
    }
    client = {
      urls         = { register = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint }
      registration = { authorization_wo = "SSWS ${var.okta_api_token}", authorization_wo_version = 1 }
      metadata     = { name = "Anypoint" }
    }
  }
}

resource "gatehouse_anypoint_identity_provider" "adfs" {
  name          = "ADFS"
  arc_namespace = "adfs"
  saml = {
    issuer     = "https://adfs.example.com/adfs/services/trust"
    audience   = "example.anypoint.mulesoft.com"
    public_key = ["MIIBHzCBx6ADAgECAgEBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMTDmlkLmV4YW1wbGUuY29tMCAXDTIzMTExNDIyMTMyMFoYDzIwOTYxMDAyMDcwNjQwWjAZMRcwFQYDVQQDEw5pZC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFhnDE8Q7aO5SWFTRUxyTX/i/Gej1zTWyGtW6u1fuo7VnQBIxP7IaWgK40dulGsou3oN+LsOm8XbE0g3LZ+PMgYwCgYIKoZIzj0EAwIDRwAwRAIgYFhLC9o8JfyewsSuZTDrOV1KCe+3stUrPRtAE3xUy0ECIAbjqltxNqj+7XeX9Irf1WuL1Mj3Ti35NbNuH0AWrq3Z"]
    urls = {
      sign_on  = "https://adfs.example.com/adfs/ls"
      sign_out = "https://adfs.example.com/adfs/ls"
    }
    claims_mapping = {
      username_attribute  = "uid"
      firstname_attribute = "givenName"
      lastname_attribute  = "sn"
      email_attribute     = "mail"
      group_attribute     = "memberOf"
    }
    sp_initiated_sso_enabled          = false
    idp_initiated_sso_enabled         = true
    require_encrypted_saml_assertions = true
    use_composer_acs_url              = true
  }
}
