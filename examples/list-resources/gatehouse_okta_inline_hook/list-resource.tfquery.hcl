list "gatehouse_okta_inline_hook" "token_hooks" {
  provider         = gatehouse
  include_resource = true

  config {
    type = "com.okta.oauth2.tokens.transform"
  }
}
