variable "password" {
  description = "The password."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_http_basic_authentication" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    password_wo         = var.password
    password_wo_version = 1
    username            = "card-shop"
  }
}
