variable "hook_secret" {
  type      = string
  ephemeral = true
}

# Adds claims to the tokens of a rule.
resource "gatehouse_okta_inline_hook" "claims" {
  name = "Claims of the card API"
  type = "com.okta.oauth2.tokens.transform"

  channel = {
    uri = "https://hooks.example.com/claims"
  }

  auth = {
    key              = "Authorization"
    value_wo         = var.hook_secret
    value_wo_version = 1
  }
}

resource "gatehouse_okta_auth_server_policy" "cards" {
  auth_server_id   = "default"
  name             = "Cards"
  client_whitelist = ["ALL_CLIENTS"]
}

resource "gatehouse_okta_auth_server_policy_rule" "machines" {
  auth_server_id       = "default"
  policy_id            = gatehouse_okta_auth_server_policy.cards.id
  name                 = "Machines"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = ["*"]
  inline_hook_id       = gatehouse_okta_inline_hook.claims.id
}

# Proves itself by an access token of an authorization server of yours.
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
