# An API and a consumer, to see that nobody notices.
resource "gatehouse_anypoint_exchange_asset" "cards" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "cards" {
  technology  = "mule4"
  provider_id = gatehouse_anypoint_client_provider.okta.id
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.cards.group_id
    asset_id = gatehouse_anypoint_exchange_asset.cards.asset_id
    version  = gatehouse_anypoint_exchange_asset.cards.version
  }
  endpoint = {
    type      = "http"
    uri       = var.backend_url
    proxy_uri = "http://0.0.0.0:8081/card"
  }
}

resource "gatehouse_okta_auth_server_scope" "cards" {
  auth_server_id = "default"
  name           = "cards.read"
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "cards" {
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  configuration   = { scopes = [gatehouse_okta_auth_server_scope.cards.name] }
}

resource "gatehouse_anypoint_client_application" "shop" {
  name            = "shop"
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://shop.example.com/callback"]
}

resource "gatehouse_anypoint_contract" "shop" {
  application_id  = gatehouse_anypoint_client_application.shop.id
  api_instance_id = gatehouse_anypoint_api_instance.cards.id
}

variable "api_url" {
  description = "Where consumers call the API."
  type        = string
}

# The call is a part of every plan and apply.
check "the_shop_gets_in" {
  data "gatehouse_api_probe" "shop" {
    url                   = var.api_url
    client_application_id = gatehouse_anypoint_client_application.shop.id
    token_url             = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
    scopes                = [gatehouse_okta_auth_server_scope.cards.name]

    depends_on = [
      gatehouse_anypoint_contract.shop,
      gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.cards,
      gatehouse_okta_app_secret.gateway,
    ]
  }

  assert {
    condition     = data.gatehouse_api_probe.shop.status_code == 200
    error_message = "The shop is kept out: ${data.gatehouse_api_probe.shop.status_code}"
  }
}
