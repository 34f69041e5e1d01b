terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

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

# `ephemeral` keeps a value out of plan files, too. It takes Terraform 1.10 or
# OpenTofu 1.11; `sensitive = true` is what older ones have.
variable "okta_api_token" {
  type      = string
  ephemeral = true
}

variable "anypoint_client_id" {
  type = string
}

variable "anypoint_client_secret" {
  type      = string
  ephemeral = true
}

# A first object.
resource "gatehouse_okta_auth_server" "cards" {
  name      = "Cards"
  audiences = ["api://cards"]
}
