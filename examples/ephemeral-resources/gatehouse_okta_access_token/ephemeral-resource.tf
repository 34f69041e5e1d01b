data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

variable "client_id" {
  type = string
}

variable "client_secret" {
  type      = string
  ephemeral = true
}

ephemeral "gatehouse_okta_access_token" "card" {
  token_url     = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  client_id     = var.client_id
  client_secret = var.client_secret
  scopes        = ["mulescope"]
}
