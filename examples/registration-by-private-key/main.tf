# The service app as which Anypoint registers clients at Okta. DPoP is off, and
# the administrator role Application Administrator is assigned in the console.
resource "gatehouse_okta_app_oauth" "registration" {
  label                      = "Anypoint registers clients"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
}

# The public half of the key with which Anypoint signs.
resource "gatehouse_okta_app_jwk" "registration" {
  app_id = gatehouse_okta_app_oauth.registration.id
  kid    = "anypoint-2026-11"
  kty    = "EC"
  use    = "sig"
  x      = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
  y      = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
}

# A token for this app registers clients, and reads, changes and deletes them.
resource "gatehouse_okta_app_oauth_api_scope" "registration" {
  app_id = gatehouse_okta_app_oauth.registration.id
  scopes = ["okta.clients.register", "okta.clients.read", "okta.clients.manage"]
}

# The application with which gateways introspect tokens.
resource "gatehouse_okta_app_oauth" "introspection" {
  label         = "MuleSoft Anypoint"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "introspection" {
  app_id = gatehouse_okta_app_oauth.introspection.id
}

# The org is the issuer: only its tokens carry okta.clients.register.
resource "gatehouse_anypoint_client_provider" "okta" {
  name                    = "Okta, by private key"
  issuer                  = var.okta_org_url
  client_registration_url = "${var.okta_org_url}/oauth2/v1/clients"
  authorize_url           = "${var.okta_org_url}/oauth2/v1/authorize"
  token_url               = "${var.okta_org_url}/oauth2/v1/token"
  introspection_url       = "${var.okta_org_url}/oauth2/v1/introspect"

  introspection_client_id                = gatehouse_okta_app_oauth.introspection.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.introspection.client_secret
  introspection_client_secret_wo_version = 1

  # No authorization header. The members that your console sends in its place:
  extra            = var.registration_members
  extra_wo         = var.registration_secrets
  extra_wo_version = var.registration_version

  depends_on = [gatehouse_okta_app_jwk.registration, gatehouse_okta_app_oauth_api_scope.registration]
}
