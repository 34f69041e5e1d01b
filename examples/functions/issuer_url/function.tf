output "issuer" {
  value = provider::gatehouse::issuer_url("https://dev-1.okta.com", "default") # https://dev-1.okta.com/oauth2/default
}
