variable "huggingface_api_key" {
  description = "The key of the service."
  type        = string
  ephemeral   = true
}

variable "routes" {
  description = "The routes, a list."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_semantic_routing_policy_huggingface" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    huggingface_api_key_wo         = var.huggingface_api_key
    huggingface_api_key_wo_version = 1
    huggingface_url                = "https://huggingface.example.com/embed"
    routes                         = var.routes
  }
}
