data "gatehouse_okta_app_oauth" "card" {
  label = "Card Application"
}

# Which sign-on policy the app has. Destroying it leaves the policy as it is.
resource "gatehouse_okta_app_access_policy_assignment" "card" {
  app_id    = data.gatehouse_okta_app_oauth.card.id
  policy_id = "rst1abcd2EFGH3ijk4x7"
}
