# An authorization server for the audience of the API, with a scope for each
# thing that a consumer may do.
resource "gatehouse_okta_auth_server" "cards" {
  name        = "cards"
  description = "Tokens for the card API."
  audiences   = ["api://cards"]
}

resource "gatehouse_okta_auth_server_scope" "cards" {
  for_each = {
    "cards.read"  = "See cards."
    "cards.write" = "Issue and block cards."
  }

  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = each.key
  description      = each.value
  metadata_publish = "ALL_CLIENTS"
}

data "gatehouse_okta_auth_server_metadata" "cards" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
}

# The client with which the gateway introspects tokens. Its secret goes to
# Anypoint and nowhere else: neither state nor plan holds it.
resource "gatehouse_okta_app_oauth" "gateway" {
  label         = "MuleSoft gateway"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "gateway" {
  app_id = gatehouse_okta_app_oauth.gateway.id
}

# Who gets which scopes. The clients are those that Anypoint registers for the
# applications.
locals {
  roles = {
    reader = { scopes = ["cards.read"], consumers = [for name, c in var.consumers : name if !c.writer] }
    writer = { scopes = ["cards.read", "cards.write"], consumers = [for name, c in var.consumers : name if c.writer] }
  }
}

resource "gatehouse_okta_auth_server_policy" "cards" {
  for_each = { for name, role in local.roles : name => role if length(role.consumers) > 0 }

  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "Card ${each.key}s"
  description      = "Applications with a contract for the card API."
  client_whitelist = [for name in each.value.consumers : gatehouse_anypoint_client_application.cards[name].client_id]
}

resource "gatehouse_okta_auth_server_policy_rule" "cards" {
  for_each = gatehouse_okta_auth_server_policy.cards

  auth_server_id                = gatehouse_okta_auth_server.cards.id
  policy_id                     = each.value.id
  name                          = "Client credentials"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = [for name in local.roles[each.key].scopes : gatehouse_okta_auth_server_scope.cards[name].name]
  access_token_lifetime_minutes = 15
}
