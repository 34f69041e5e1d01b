data "gatehouse_okta_api_tokens" "all" {}

output "expiry" {
  value = { for t in data.gatehouse_okta_api_tokens.all.api_tokens : t.name => t.expires_at }
}
