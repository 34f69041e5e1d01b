terraform {
  required_version = ">= 1.11"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

provider "gatehouse" {
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}
