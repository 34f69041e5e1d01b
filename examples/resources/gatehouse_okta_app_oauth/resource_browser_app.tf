# A single-page app with PKCE
#
# It has no secret, because a browser cannot keep one. The trusted origin lets its pages call Okta, and the assignment says who may use it.

resource "gatehouse_okta_app_oauth" "shop" {
  label                      = "Web shop"
  type                       = "browser"
  grant_types                = ["authorization_code", "refresh_token"]
  response_types             = ["code"]
  token_endpoint_auth_method = "none"
  pkce_required              = true
  redirect_uris              = ["https://shop.example.com/callback"]
  post_logout_redirect_uris  = ["https://shop.example.com/"]

  # A refresh token works once: one that was stolen is noticed.
  refresh_token_rotation = "ROTATE"
}

resource "gatehouse_okta_trusted_origin" "shop" {
  name   = "Web shop"
  origin = "https://shop.example.com"
  scopes = ["CORS", "REDIRECT"]
}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

resource "gatehouse_okta_app_group_assignment" "shop" {
  app_id   = gatehouse_okta_app_oauth.shop.id
  group_id = data.gatehouse_okta_group.everyone.id
}
