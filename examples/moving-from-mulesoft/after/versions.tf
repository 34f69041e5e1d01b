terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
    # Until every workspace has applied the move: the one that your state is of.
    mulesoft = {
      source = "mulesoft/anypoint"
    }
    community = {
      source = "mulesoft-anypoint/anypoint"
    }
  }
}

variable "base_url" {
  type        = string
  description = "The address of the Anypoint Platform."
}

variable "client_id" {
  type        = string
  description = "The connected app's client identifier."
}

variable "client_secret" {
  type        = string
  sensitive   = true
  ephemeral   = true
  description = "The connected app's secret."
}

variable "organization_id" {
  type        = string
  description = "The organization."
}

variable "environment_id" {
  type        = string
  description = "The environment of the APIs."
}

variable "owner_id" {
  type        = string
  description = "The owner of the business groups."
}

variable "client_provider_id" {
  type        = string
  description = "The client provider of the card API."
}

provider "gatehouse" {
  anypoint = {
    base_url        = var.base_url
    client_id       = var.client_id
    client_secret   = var.client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}
