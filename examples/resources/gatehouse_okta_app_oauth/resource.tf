# A web application. Its secret stays in Okta; the ephemeral resource
# gatehouse_okta_app_secret hands it to whoever needs it.
resource "gatehouse_okta_app_oauth" "portal" {
  label                     = "Customer portal"
  type                      = "web"
  grant_types               = ["authorization_code", "refresh_token"]
  response_types            = ["code"]
  redirect_uris             = ["https://portal.example.com/callback"]
  post_logout_redirect_uris = ["https://portal.example.com/"]
  pkce_required             = true
  refresh_token_rotation    = "ROTATE"
  refresh_token_leeway      = 30
}

# A machine that signs in with a key.
resource "gatehouse_okta_app_oauth" "job" {
  label                      = "Nightly job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
  jwks_uri                   = "https://job.example.com/jwks.json"
}
