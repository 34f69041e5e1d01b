# Tokens of Okta, asked for one by one
#
# The app is the one as which the gateway asks. Its secret is in the header only, never in the state.

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

data "gatehouse_okta_app_oauth" "gateway" {
  label = "Gateway"
}

ephemeral "gatehouse_okta_app_secret" "gateway" {
  app_id = data.gatehouse_okta_app_oauth.gateway.id
}

resource "gatehouse_anypoint_api_policy_oauth2_token_introspection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    introspection_url              = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
    authorization_value_wo         = "Basic ${base64encode("${ephemeral.gatehouse_okta_app_secret.gateway.client_id}:${ephemeral.gatehouse_okta_app_secret.gateway.client_secret}")}"
    authorization_value_wo_version = 1
    scopes                         = ["cards.read"]
    consumer_by                    = "client_id"
    expose_headers                 = true
  }
}
