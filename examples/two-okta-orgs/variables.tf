variable "okta" {
  description = "The two Okta orgs: where they are, and an API token of each. Terraform signs in with the tokens, and Anypoint registers clients with them."
  type = object({
    staff     = object({ org_url = string, api_token = string })
    customers = object({ org_url = string, api_token = string })
  })
  sensitive = true
  ephemeral = true # in no state and no plan file
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
