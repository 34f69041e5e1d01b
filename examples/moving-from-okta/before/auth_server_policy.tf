resource "okta_auth_server_policy" "p" {
  auth_server_id   = okta_auth_server.a.id
  name             = "clients"
  description      = "All"
  priority         = 1
  client_whitelist = [okta_app_oauth.web.client_id]
}

resource "okta_auth_server_policy_rule" "r" {
  auth_server_id                = okta_auth_server.a.id
  policy_id                     = okta_auth_server_policy.p.id
  name                          = "rule"
  priority                      = 1
  grant_type_whitelist          = ["authorization_code", "client_credentials"]
  group_whitelist               = [okta_group.g.id]
  scope_whitelist               = ["*"]
  access_token_lifetime_minutes = 30
}

resource "okta_inline_hook" "h" {
  name    = "claims"
  type    = "com.okta.oauth2.tokens.transform"
  version = "1.0.0"

  channel = {
    version = "1.0.0"
    uri     = "https://hooks.example.com/claims"
    method  = "POST"
  }

  auth = {
    key   = "Authorization"
    type  = "HEADER"
    value = "the-secret-of-the-hook"
  }

  headers {
    key   = "X-Team"
    value = "api"
  }
}
