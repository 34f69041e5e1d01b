variable "api_key" {
  description = "The key of the service."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_openai_transcoding_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    api_key_wo         = var.api_key
    api_key_wo_version = 1
  }
}
