# Who calls the API. It is a part of protected-api: a module of its own so that a
# unit test can plan and apply it with a mock provider, which knows no ephemeral
# resources.
terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

variable "consumers" {
  description = "Who calls the API, by the name of the application."
  type = map(object({
    description   = string
    scopes        = set(string)
    redirect_uris = optional(set(string))
  }))
}

variable "auth_server_id" {
  description = "The API's authorization server."
  type        = string
}

variable "scope_names" {
  description = "The server's scopes, as they are there."
  type        = map(string)
}

variable "api_instance_id" {
  description = "The API instance."
  type        = string
}

variable "environment_id" {
  description = "Its environment. Null: the provider's."
  type        = string
  default     = null
}

variable "token_lifetime_minutes" {
  description = "How long an access token is good for."
  type        = number
}

# For each application Anypoint registers a client in Okta, whose id is
# client_id. The application reaches the API by its contract.
resource "gatehouse_anypoint_client_application" "this" {
  for_each = var.consumers

  name            = each.key
  description     = each.value.description
  api_instance_id = var.api_instance_id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = coalesce(each.value.redirect_uris, ["https://${each.key}.invalid/callback"])
}

resource "gatehouse_anypoint_contract" "this" {
  for_each = var.consumers

  environment_id  = var.environment_id
  application_id  = gatehouse_anypoint_client_application.this[each.key].id
  api_instance_id = var.api_instance_id
}

# Okta issues a token only where a policy names the client, and a rule of it the
# grant and the scopes.
resource "gatehouse_okta_auth_server_policy" "this" {
  for_each = var.consumers

  auth_server_id   = var.auth_server_id
  name             = each.key
  description      = "What ${each.key} gets of this API."
  client_whitelist = [gatehouse_anypoint_client_application.this[each.key].client_id]
}

resource "gatehouse_okta_auth_server_policy_rule" "this" {
  for_each = var.consumers

  auth_server_id                = var.auth_server_id
  policy_id                     = gatehouse_okta_auth_server_policy.this[each.key].id
  name                          = "Client credentials"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = [for name in each.value.scopes : var.scope_names[name]]
  access_token_lifetime_minutes = var.token_lifetime_minutes
}

output "consumers" {
  description = "For each consumer its application in Exchange and its client in Okta."
  value = {
    for name, app in gatehouse_anypoint_client_application.this : name => {
      application_id = app.id
      client_id      = app.client_id
    }
  }
}
