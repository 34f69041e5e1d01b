# Machines get short tokens for one scope

resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_auth_server_scope" "read" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "cards.read"
}

resource "gatehouse_okta_auth_server_policy" "cards" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "Cards"
  client_whitelist = ["ALL_CLIENTS"]
}

resource "gatehouse_okta_auth_server_policy_rule" "example" {
  auth_server_id                = gatehouse_okta_auth_server.cards.id
  policy_id                     = gatehouse_okta_auth_server_policy.cards.id
  name                          = "Machines"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = [gatehouse_okta_auth_server_scope.read.name]
  access_token_lifetime_minutes = 15
  priority                      = 1
}
