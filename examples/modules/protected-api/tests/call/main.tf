# Calls the API as one of its consumers.
terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

variable "api_url" {
  description = "Where consumers call the API."
  type        = string
}

variable "token_url" {
  description = "Where the consumer gets its token."
  type        = string
}

variable "application_id" {
  description = "The consumer's application."
  type        = string
}

variable "scope" {
  description = "The scope of its token."
  type        = string
}

locals {
  calls = {
    with_token                   = "GET"
    by_a_method_of_another_scope = "POST"
    by_a_method_of_no_scope      = "OPTIONS"
  }
}

data "gatehouse_api_probe" "consumer" {
  for_each = local.calls

  url                   = var.api_url
  method                = each.value
  client_application_id = var.application_id
  token_url             = var.token_url
  scopes                = [var.scope]
}

data "gatehouse_api_probe" "anybody" {
  url = var.api_url
}

output "with_token" {
  value = data.gatehouse_api_probe.consumer["with_token"].status_code
}

output "by_a_method_of_another_scope" {
  value = data.gatehouse_api_probe.consumer["by_a_method_of_another_scope"].status_code
}

output "by_a_method_of_no_scope" {
  value = data.gatehouse_api_probe.consumer["by_a_method_of_no_scope"].status_code
}

output "without" {
  value = data.gatehouse_api_probe.anybody.status_code
}

output "application_id" {
  value = var.application_id
}
