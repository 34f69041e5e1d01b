# A web application with a server
#
# Its secret stays in Okta: the ephemeral resource `gatehouse_okta_app_secret` hands it to whoever needs it.

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
