variable "okta_org_url" {
  description = "The address of the Okta org, such as https://dev-1.okta.com."
  type        = string
}

variable "okta_api_token" {
  description = "An Okta API token (SSWS)."
  type        = string
  sensitive   = true
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
}

variable "organization_id" {
  description = "The Anypoint organization."
  type        = string
}

variable "environment_id" {
  description = "The provider's default environment."
  type        = string
}

variable "registration_members" {
  description = "The members of the client provider that choose the private key, without secrets, as your console sends them."
  type        = any
  default     = null
}

variable "registration_secrets" {
  description = "The same for secrets, the private key above all."
  type        = any
  default     = null
  ephemeral   = true
}

variable "registration_version" {
  description = "A number to raise whenever registration_secrets has changed."
  type        = number
  default     = null
}
