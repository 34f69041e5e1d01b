resource "gatehouse_okta_auth_server" "cards" {
  name        = "cards"
  description = "Tokens for the card API."
  audiences   = ["api://cards"]
}

resource "gatehouse_okta_auth_server_policy" "cards" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "Machines"
  description      = "Clients that act for themselves."
  client_whitelist = ["ALL_CLIENTS"]
}

resource "gatehouse_okta_auth_server_policy_rule" "cards" {
  auth_server_id                = gatehouse_okta_auth_server.cards.id
  policy_id                     = gatehouse_okta_auth_server_policy.cards.id
  name                          = "Short"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = ["*"]
  access_token_lifetime_minutes = 15
}

resource "gatehouse_anypoint_exchange_asset" "cards" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "cards" {
  technology = "mule4"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.cards.group_id
    asset_id = gatehouse_anypoint_exchange_asset.cards.asset_id
    version  = gatehouse_anypoint_exchange_asset.cards.version
  }
  endpoint = {
    type      = "http"
    uri       = var.backend_url
    proxy_uri = "http://0.0.0.0:8081/cards"
  }
}

resource "gatehouse_anypoint_api_policy_client_id_enforcement" "cards" {
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  configuration = {
    credentials_origin = "httpBasicAuthenticationHeader"
  }
}
