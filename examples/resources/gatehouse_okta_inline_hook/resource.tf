# Claims for the tokens of a rule

variable "hook_secret" {
  type      = string
  ephemeral = true
}

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
