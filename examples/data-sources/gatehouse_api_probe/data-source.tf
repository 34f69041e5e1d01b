variable "api_url" {
  type = string
}

variable "application_id" {
  description = "The id of a gatehouse_anypoint_client_application with a contract."
  type        = string
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

check "a_consumer_with_a_contract_gets_in" {
  data "gatehouse_api_probe" "granted" {
    url                   = var.api_url
    client_application_id = var.application_id # its secret is fetched and used, never shown
    token_url             = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
    scopes                = ["mulescope"]
  }

  assert {
    condition     = data.gatehouse_api_probe.granted.status_code == 200
    error_message = "The API refused a valid token: ${data.gatehouse_api_probe.granted.status_code}. ${coalesce(data.gatehouse_api_probe.granted.explanation, "")}"
  }
}

check "nobody_else_does" {
  data "gatehouse_api_probe" "refused" {
    url = var.api_url
  }

  assert {
    condition     = contains([400, 401], data.gatehouse_api_probe.refused.status_code)
    error_message = "The API answers without a token: ${data.gatehouse_api_probe.refused.status_code}"
  }
}
