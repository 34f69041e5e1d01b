# Okta by OAuth 2.0: a service app with a private key, and the scopes that were
# granted to it. When the org demands DPoP, the tokens are bound to a key.
provider "gatehouse" {
  okta = {
    org_url        = "https://dev-1.okta.com"
    client_id      = "0oa1abcd2EFGH3ijk4x7"
    private_key    = file("okta-service-app.pem")
    private_key_id = "terraform-2026"
    scopes = [
      "okta.apps.manage",
      "okta.authorizationServers.manage",
      "okta.groups.manage",
    ]
  }
}
