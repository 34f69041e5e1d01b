# Data sources find the objects by their names, and an import block says what
# each becomes.
data "gatehouse_okta_auth_server" "payments" {
  name = "payments"
}

import {
  to = gatehouse_okta_auth_server.payments
  id = data.gatehouse_okta_auth_server.payments.id
}

data "gatehouse_okta_auth_server_scopes" "payments" {
  auth_server_id = data.gatehouse_okta_auth_server.payments.id
}

locals {
  scopes = { for s in data.gatehouse_okta_auth_server_scopes.payments.scopes : s.name => s.id }
}

import {
  to = gatehouse_okta_auth_server_scope.read
  id = "${data.gatehouse_okta_auth_server.payments.id}/${local.scopes["payments.read"]}"
}

import {
  to = gatehouse_okta_auth_server_scope.write
  id = "${data.gatehouse_okta_auth_server.payments.id}/${local.scopes["payments.write"]}"
}

data "gatehouse_okta_auth_server_policy" "batch" {
  auth_server_id = data.gatehouse_okta_auth_server.payments.id
  name           = "Batch jobs"
}

import {
  to = gatehouse_okta_auth_server_policy.batch
  id = "${data.gatehouse_okta_auth_server.payments.id}/${data.gatehouse_okta_auth_server_policy.batch.id}"
}

data "gatehouse_okta_group" "operators" {
  name = "Payments operators"
}

import {
  to = gatehouse_okta_group.operators
  id = data.gatehouse_okta_group.operators.id
}

data "gatehouse_anypoint_api_instance" "payments" {
  asset_id = "payments-api"
}

import {
  to = gatehouse_anypoint_api_instance.payments
  id = "${data.gatehouse_anypoint_api_instance.payments.organization_id}/${data.gatehouse_anypoint_api_instance.payments.environment_id}/${data.gatehouse_anypoint_api_instance.payments.id}"
}
