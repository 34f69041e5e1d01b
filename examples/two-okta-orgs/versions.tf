terraform {
  # Write-only arguments and ephemeral resources: no secret in state or plan.
  required_version = ">= 1.11"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

# A provider for each org, under a name of its own. Both work on the same
# Anypoint organization.
provider "gatehouse" {
  alias = "staff"
  okta  = var.okta.staff
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}

provider "gatehouse" {
  alias = "customers"
  okta  = var.okta.customers
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}
