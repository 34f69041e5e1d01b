variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

variable "aws_secret_access_key" {
  description = "The secret of the access key with which the gateway signs."
  type        = string
  ephemeral   = true
}

resource "gatehouse_anypoint_api_policy_native_aws_lambda" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    arn                 = "arn:aws:lambda:us-east-1:123456789012:function:cards"
    invocation_mode     = "sync"
    payload_passthrough = true
    authentication_mode = "static"
    credentials = {
      access_key_id                = "AKIAIOSFODNN7EXAMPLE"
      secret_access_key_wo         = var.aws_secret_access_key
      secret_access_key_wo_version = 1
    }
  }
}
