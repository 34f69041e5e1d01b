resource "okta_app_oauth" "web" {
  label                     = "Orders web"
  type                      = "web"
  grant_types               = ["authorization_code", "client_credentials", "refresh_token"]
  response_types            = ["code"]
  redirect_uris             = ["https://orders.example.com/cb", "https://orders.example.com/cb2"]
  post_logout_redirect_uris = ["https://orders.example.com/bye"]
  login_uri                 = "https://orders.example.com/login"
}

resource "okta_app_oauth" "spa" {
  label                      = "Orders SPA"
  type                       = "browser"
  grant_types                = ["authorization_code"]
  response_types             = ["code"]
  redirect_uris              = ["https://spa.example.com/cb"]
  token_endpoint_auth_method = "none"
  pkce_required              = true
}

resource "okta_app_oauth" "svc" {
  label          = "Orders job"
  type           = "service"
  grant_types    = ["client_credentials"]
  response_types = ["token"]
}
