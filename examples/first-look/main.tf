# Reads from both platforms, and makes nothing: is everything there that the
# tutorial needs?
terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

# Its settings come from the environment: OKTA_ORG_URL, OKTA_API_TOKEN,
# ANYPOINT_CLIENT_ID and so on.
provider "gatehouse" {}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

# An org without API Access Management has no such server.
data "gatehouse_okta_auth_server" "default" {
  id = "default"
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

data "gatehouse_anypoint_me" "this" {}

data "gatehouse_anypoint_environments" "all" {}

data "gatehouse_anypoint_client_providers" "all" {}

output "issuer" {
  description = "The issuer that Anypoint is told of."
  value       = data.gatehouse_okta_auth_server_metadata.default.issuer
}

output "environments" {
  description = "The environments that the connected app sees."
  value       = sort([for e in data.gatehouse_anypoint_environments.all.environments : e.name])
}
