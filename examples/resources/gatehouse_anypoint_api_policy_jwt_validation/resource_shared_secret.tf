# Tokens that a service of your own signs with a secret

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

variable "signing_secret" {
  description = "The secret, of 32 characters."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_api_policy_jwt_validation" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    jwt_origin          = "customExpression"
    jwt_expression      = "#[attributes.headers['x-jwt']]"
    signing_method      = "hmac"
    signing_key_length  = 256
    jwt_key_origin      = "text"
    text_key_wo         = var.signing_secret
    text_key_wo_version = 1
    mandatory_exp_claim = true

    # The service is no client application of Anypoint.
    skip_client_id_validation = true
  }
}
