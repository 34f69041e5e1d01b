# A server, a group, and n scopes, web apps and assignments: 3n + 2 objects.
terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

variable "n" {
  type        = number
  description = "How many scopes, apps and assignments."
}

provider "gatehouse" {}

resource "gatehouse_okta_auth_server" "cards" {
  name      = "cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_group" "consumers" {
  name = "consumers"
}

resource "gatehouse_okta_auth_server_scope" "one" {
  count          = var.n
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "scope${count.index}"
}

resource "gatehouse_okta_app_oauth" "one" {
  count         = var.n
  label         = "app ${count.index}"
  type          = "web"
  grant_types   = ["authorization_code"]
  redirect_uris = ["https://app.example.com/callback"]
}

resource "gatehouse_okta_app_group_assignment" "one" {
  count    = var.n
  app_id   = gatehouse_okta_app_oauth.one[count.index].id
  group_id = gatehouse_okta_group.consumers.id
}
