terraform {
  # Write-only arguments and ephemeral resources: no secret in state or plan.
  required_version = ">= 1.11"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

provider "gatehouse" {
  okta = {
    org_url   = var.okta_org_url
    api_token = var.okta_api_token
  }
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
  }
}
