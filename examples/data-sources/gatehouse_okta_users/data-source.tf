data "gatehouse_okta_users" "payments" {
  search = "profile.department eq \"Payments\""
}

# The rule of a policy names people by their identifiers.
output "user_whitelist" {
  value = data.gatehouse_okta_users.payments.users[*].id
}
