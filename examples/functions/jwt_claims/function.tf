variable "token" {
  type      = string
  sensitive = true
}

# Decoded, not verified: nothing may be decided by it alone.
output "expires" {
  value     = provider::gatehouse::jwt_claims(var.token).exp
  sensitive = true
}
