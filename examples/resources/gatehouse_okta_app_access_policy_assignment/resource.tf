data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}

data "gatehouse_okta_policy" "two_factors" {
  type = "ACCESS_POLICY"
  name = "Any two factors"
}

# Which sign-on policy the app has. Destroying it leaves the policy as it is.
resource "gatehouse_okta_app_access_policy_assignment" "portal" {
  app_id    = data.gatehouse_okta_app_oauth.portal.id
  policy_id = data.gatehouse_okta_policy.two_factors.id
}
