data "gatehouse_okta_app_oauth" "job" {
  label = "Nightly job"
}

# What the service app may ask of Okta's own API: all its grants.
resource "gatehouse_okta_app_oauth_api_scope" "job" {
  app_id = data.gatehouse_okta_app_oauth.job.id
  scopes = ["okta.groups.read", "okta.apps.read"]
}
