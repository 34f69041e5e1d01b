terraform {
  required_version = ">= 1.8"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

# Its settings come from the environment: OKTA_ORG_URL, OKTA_API_TOKEN,
# ANYPOINT_CLIENT_ID and so on.
provider "gatehouse" {}
