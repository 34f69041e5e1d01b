terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

# Everything here can come from the environment instead: OKTA_ORG_URL,
# OKTA_API_TOKEN, ANYPOINT_CLIENT_ID, ANYPOINT_CLIENT_SECRET,
# ANYPOINT_ORGANIZATION_ID, ANYPOINT_ENVIRONMENT_ID.
provider "gatehouse" {
  okta = {
    org_url   = "https://dev-1.okta.com"
    api_token = var.okta_api_token
  }
  anypoint = {
    region          = "eu"
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = "68ef9520-24e9-4cf2-b2f5-620025690913"
    environment_id  = "7074fcdd-9b23-4ab3-97c8-5db5f4adf17d"
  }
}

variable "okta_api_token" {
  type      = string
  sensitive = true
}

variable "anypoint_client_id" {
  type = string
}

variable "anypoint_client_secret" {
  type      = string
  sensitive = true
}
