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

variable "environment_id" {
  description = "The Anypoint environment of the API."
  type        = string
}

variable "backend_url" {
  description = "The backend behind the API."
  type        = string
  default     = "https://backend.example.com/cards"
}

variable "secrets" {
  description = "The secrets of the introspection client beside the one that Okta made with it, by a name such as the month: ACTIVE or INACTIVE. Okta keeps two in all."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.secrets) <= 2 && alltrue([for s in values(var.secrets) : contains(["ACTIVE", "INACTIVE"], s)])
    error_message = "At most two secrets, each ACTIVE or INACTIVE."
  }
}

variable "current" {
  description = "The name of the secret that Anypoint is to use. Null: the one that Okta made with the client."
  type        = string
  default     = null

  validation {
    condition     = var.current == null || lookup(var.secrets, coalesce(var.current, "-"), "") == "ACTIVE"
    error_message = "The secret in use is one of secrets, and active."
  }
}

variable "sent" {
  description = "Raise it with each change of current: the secret is sent to Anypoint then, and only then."
  type        = number
  default     = 1
}
