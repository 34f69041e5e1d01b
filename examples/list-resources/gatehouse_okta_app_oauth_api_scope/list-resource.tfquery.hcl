list "gatehouse_okta_app_oauth_api_scope" "all" {
  provider         = gatehouse
  include_resource = true
}
