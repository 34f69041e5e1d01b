variable "org_url" {
  type        = string
  description = "The address of the Okta org, such as https://example.okta.com."
}

variable "api_token" {
  type        = string
  sensitive   = true
  description = "An API token of Okta."
}

variable "access_policy_id" {
  type        = string
  description = "The identifier of the authentication policy of the portal."
}

variable "first_user_id" {
  type        = string
  description = "The identifier of the user who gets the portal first."
}

variable "office_zone_id" {
  type        = string
  description = "The identifier of the network zone from which the portal can be reached."
}

variable "partner_modulus" {
  type        = string
  description = "The modulus of the partner's RSA key, in base64url."
}
