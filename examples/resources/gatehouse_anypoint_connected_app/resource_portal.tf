# A portal, on behalf of those who sign in to it

resource "gatehouse_anypoint_connected_app" "portal" {
  name          = "Portal"
  grant_types   = ["authorization_code", "refresh_token"]
  user_scopes   = ["openid", "profile", "read:full"]
  redirect_uris = ["https://portal.example.com/callback"]
  client_uri    = "https://portal.example.com"
}
