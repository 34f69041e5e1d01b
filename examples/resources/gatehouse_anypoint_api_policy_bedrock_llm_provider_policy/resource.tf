variable "aws_secret_access_key" {
  description = "The secret of the access key."
  type        = string
  ephemeral   = true
}

variable "aws_session_token" {
  description = "The token of a session, which temporary keys have."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_bedrock_llm_provider_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    aws_access_key_id                = "AKIAIOSFODNN7EXAMPLE"
    aws_region                       = "us-east-1"
    aws_secret_access_key_wo         = var.aws_secret_access_key
    aws_secret_access_key_wo_version = 1
    aws_session_token_wo             = var.aws_session_token
    aws_session_token_wo_version     = 1
    service_name                     = "bedrock"
  }
}
