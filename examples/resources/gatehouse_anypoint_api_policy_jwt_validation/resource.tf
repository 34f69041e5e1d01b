# Access tokens of an Okta authorization server
#
# Name the algorithm: without one, unsigned tokens pass. The issuer, the audience and the end of a token are only checked where the policy says so.

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

data "gatehouse_okta_auth_server" "default" {
  name = "default"
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = data.gatehouse_okta_auth_server.default.id
}

resource "gatehouse_anypoint_api_policy_jwt_validation" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    jwt_origin         = "httpBearerAuthenticationHeader"
    signing_method     = "rsa"
    signing_key_length = 256
    jwt_key_origin     = "jwks"
    jwks_url           = data.gatehouse_okta_auth_server_metadata.default.jwks_uri

    # Okta's name for the client, which needs a contract for the API.
    client_id_expression = "#[vars.claimSet.cid]"

    validate_aud_claim  = true
    mandatory_aud_claim = true
    supported_audiences = join(",", data.gatehouse_okta_auth_server.default.audiences)
    mandatory_exp_claim = true

    validate_custom_claim = true
    mandatory_custom_claims = [{
      key   = "iss"
      value = data.gatehouse_okta_auth_server_metadata.default.issuer
    }]

    claims_to_headers = ["sub"]
  }
}
