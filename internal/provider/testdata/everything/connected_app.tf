resource "gatehouse_anypoint_connected_app" "pipeline" {
  name                             = "Pipeline"
  grant_types                      = ["client_credentials", "authorization_code"]
  user_scopes                      = ["openid", "profile"]
  redirect_uris                    = ["https://portal.example.com/callback"]
  public_keys                      = ["-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"]
  audience                         = "everyone"
  enabled                          = false
  client_uri                       = "https://portal.example.com"
  policy_uri                       = "https://portal.example.com/privacy"
  tos_uri                          = "https://portal.example.com/terms"
  generate_iss_claim_without_token = true
  client_secret_wo                 = "a-secret-of-our-own"
  client_secret_wo_version         = 1
  scopes = [
    { scope = "openid" },
    { scope = "read:organization", organization_id = gatehouse_anypoint_organization.payments.id },
    { scope = "manage:apis", organization_id = gatehouse_anypoint_environment.staging.organization_id, environment_id = gatehouse_anypoint_environment.staging.id },
  ]
}
