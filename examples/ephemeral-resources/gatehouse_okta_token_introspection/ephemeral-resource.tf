variable "client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

ephemeral "gatehouse_okta_access_token" "card" {
  token_url     = "https://dev-1.okta.com/oauth2/default/v1/token"
  client_id     = "0oa1abcd2EFGH3ijk4x7"
  client_secret = var.client_secret
  scopes        = ["mulescope"]
}

ephemeral "gatehouse_okta_token_introspection" "card" {
  introspection_url = "https://dev-1.okta.com/oauth2/default/v1/introspect"
  token             = ephemeral.gatehouse_okta_access_token.card.access_token
  client_id         = "0oa1abcd2EFGH3ijk4x7"
  client_secret     = var.client_secret
}
