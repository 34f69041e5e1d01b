output "scopes" {
  value = provider::gatehouse::scopes("openid profile mulescope") # ["mulescope", "openid", "profile"]
}
