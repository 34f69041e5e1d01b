variable "text_key" {
  description = "The key, for the origin `text`: of `rsa`, the public key in PEM without its first and last line; of the others, the secret of 32, 48 or 64 characters."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_jwt_validation" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    claims_to_headers    = ["sub"]
    client_id_expression = "#[vars.claimSet.cid]"
    jwks_url             = "https://example.okta.com/oauth2/default/v1/keys"
    jwt_expression       = "#[attributes.headers['jwt']]"
    jwt_origin           = "customExpression"
    mandatory_custom_claims = [{
      key   = "iss"
      value = "https://example.okta.com/oauth2/default"
    }]
    non_mandatory_custom_claims = [{
      key   = "iss"
      value = "https://example.okta.com/oauth2/default"
    }]
    signing_key_length  = 256
    supported_audiences = "api://cards"
    text_key_wo         = var.text_key
    text_key_wo_version = 1
  }
}
