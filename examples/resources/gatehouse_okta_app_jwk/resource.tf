resource "gatehouse_okta_app_oauth" "job" {
  label                      = "Nightly job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
}

# The job's public key. Another one beside it makes a rotation without an outage.
resource "gatehouse_okta_app_jwk" "signing" {
  app_id = gatehouse_okta_app_oauth.job.id
  kid    = "2026-11"
  kty    = "EC"
  use    = "sig"
  x      = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
  y      = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
}
