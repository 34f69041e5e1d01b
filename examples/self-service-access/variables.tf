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
  description = "The environment of the API instance."
  type        = string
}

variable "backend_url" {
  description = "The backend behind the API."
  type        = string
  default     = "https://backend.example.com/cards"
}

variable "consumers" {
  description = "Who may call the API: an application each, with the tier of its contract. Teams ask for access by a pull request that adds an entry."
  type = map(object({
    description = string
    tier        = string
  }))
  default = {
    checkout = { description = "The checkout of the web shop", tier = "gold" }
    reports  = { description = "Nightly reports", tier = "trial" }
  }

  validation {
    condition     = alltrue([for c in var.consumers : contains(["trial", "gold"], c.tier)])
    error_message = "The tier of a consumer is trial or gold."
  }
}
