variable "openai_api_key" {
  description = "The key of the service."
  type        = string
  ephemeral   = true
}

variable "deny_topics" {
  description = "The topics, a list."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_semantic_prompt_guard_policy_openai" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    deny_topics               = var.deny_topics
    openai_api_key_wo         = var.openai_api_key
    openai_api_key_wo_version = 1
    openai_embedding_model    = "text-embedding-3-small"
    openai_url                = "https://openai.example.com/v1"
  }
}
