variable "okta_org_url" {
  description = "The address of the Okta org, such as https://dev-1.okta.com."
  type        = string
}

variable "okta_api_token" {
  description = "An Okta API token (SSWS). Terraform signs in with it, and Anypoint registers clients with it."
  type        = string
  sensitive   = true
  ephemeral   = true # in no state and no plan file
}

variable "anypoint_base_url" {
  description = "The address of the Anypoint control plane."
  type        = string
  default     = "https://anypoint.mulesoft.com"
}

variable "anypoint_client_id" {
  description = "The client id of an Anypoint connected app that acts on its own behalf."
  type        = string
}

variable "anypoint_client_secret" {
  description = "The connected app's client secret."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "organization_id" {
  description = "The Anypoint root organization: client providers exist only there."
  type        = string
}
