resource "gatehouse_okta_auth_server_policy" "p" {
  auth_server_id   = gatehouse_okta_auth_server.a.id
  name             = "clients"
  description      = "All"
  priority         = 1
  client_whitelist = [gatehouse_okta_app_oauth.web.client_id]
}

moved {
  from = okta_auth_server_policy.p
  to   = gatehouse_okta_auth_server_policy.p
}

resource "gatehouse_okta_auth_server_policy_rule" "r" {
  auth_server_id                = gatehouse_okta_auth_server.a.id
  policy_id                     = gatehouse_okta_auth_server_policy.p.id
  name                          = "rule"
  priority                      = 1
  grant_type_whitelist          = ["authorization_code", "client_credentials"]
  group_whitelist               = [gatehouse_okta_group.g.id]
  scope_whitelist               = ["*"]
  access_token_lifetime_minutes = 30
}

moved {
  from = okta_auth_server_policy_rule.r
  to   = gatehouse_okta_auth_server_policy_rule.r
}

resource "gatehouse_okta_inline_hook" "h" {
  name    = "claims"
  type    = "com.okta.oauth2.tokens.transform"
  version = "1.0.0"

  channel = {
    version = "1.0.0"
    uri     = "https://hooks.example.com/claims"
    method  = "POST"
  }

  auth = {
    key  = "Authorization"
    type = "HEADER"
  }

  headers = [{
    key   = "X-Team"
    value = "api"
  }]
}

moved {
  from = okta_inline_hook.h
  to   = gatehouse_okta_inline_hook.h
}
