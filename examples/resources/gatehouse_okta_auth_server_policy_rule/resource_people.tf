# People of a group before everybody else
#
# The first rule that applies decides: administrators get every scope for five minutes, everybody else may read, and stays signed in for a day.

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_group" "administrators" {
  name = "Card administrators"
}

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

resource "gatehouse_okta_auth_server_policy_rule" "administrators" {
  auth_server_id                = gatehouse_okta_auth_server.cards.id
  policy_id                     = gatehouse_okta_auth_server_policy.cards.id
  name                          = "Administrators"
  priority                      = 1
  grant_type_whitelist          = ["authorization_code"]
  group_whitelist               = [gatehouse_okta_group.administrators.id]
  scope_whitelist               = ["*"]
  access_token_lifetime_minutes = 5
}

resource "gatehouse_okta_auth_server_policy_rule" "everyone" {
  auth_server_id                 = gatehouse_okta_auth_server.cards.id
  policy_id                      = gatehouse_okta_auth_server_policy.cards.id
  name                           = "Everyone"
  priority                       = 2
  grant_type_whitelist           = ["authorization_code"]
  group_whitelist                = [data.gatehouse_okta_group.everyone.id]
  scope_whitelist                = ["openid", "offline_access", gatehouse_okta_auth_server_scope.read.name]
  refresh_token_lifetime_minutes = 1440
  refresh_token_window_minutes   = 1440
}
