data "gatehouse_okta_api_tokens" "all" {}
