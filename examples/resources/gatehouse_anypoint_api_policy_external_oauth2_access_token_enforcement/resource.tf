variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_external_oauth2_access_token_enforcement" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    scopes    = ["READ", "WRITE"]
    token_url = "https://provider.example.com/validate"
  }
}
