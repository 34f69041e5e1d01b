variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_native_aws_lambda" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    arn                 = "arn:aws:lambda:us-east-1:123456789012:function:cards"
    authentication_mode = "static"
    credentials = {
      access_key_id                = "AKIAIOSFODNN7EXAMPLE"
      secret_access_key_wo         = "secret_access_key-0"
      secret_access_key_wo_version = 1
      session_token_wo             = "session_token-0"
      session_token_wo_version     = 1
    }
    invocation_mode     = "sync"
    payload_passthrough = true
  }
}
