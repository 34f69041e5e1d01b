variable "password" {
  description = "The password."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_credential_injection_basic_auth" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    custom_header       = "X-Authorization"
    password_wo         = var.password
    password_wo_version = 1
    username            = "card-gateway"
  }
}
