# A service that signs in with a key of its own
#
# `private_key_jwt`: Okta knows the public key only, so that there is no secret to leak. With `jwks_uri` in place of `jwks` the service changes its key without Terraform.

resource "gatehouse_okta_app_oauth" "job" {
  label                      = "Nightly job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"

  jwks = [{
    kid = "2026-11"
    kty = "EC"
    crv = "P-256"
    x   = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
    y   = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
  }]
}
