terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
    # Until every workspace has applied the move.
    okta = {
      source = "okta/okta"
    }
  }
}

provider "gatehouse" {
  okta = {
    org_url   = var.org_url
    api_token = var.api_token
  }
}
