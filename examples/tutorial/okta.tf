# Step 1: the OIDC web application with which Anypoint introspects tokens.
resource "gatehouse_okta_app_oauth" "introspection" {
  label         = "MuleSoft Anypoint"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

# Its secret goes to Anypoint and nowhere else: neither state nor plan holds it.
ephemeral "gatehouse_okta_app_secret" "introspection" {
  app_id = gatehouse_okta_app_oauth.introspection.id
}

# Step 3: the scope that the API will demand.
data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

resource "gatehouse_okta_auth_server_scope" "mulescope" {
  auth_server_id   = data.gatehouse_okta_auth_server.default.id
  name             = "mulescope"
  metadata_publish = "ALL_CLIENTS"
}

# Step 5: the authorization server's own URLs.
data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
}
