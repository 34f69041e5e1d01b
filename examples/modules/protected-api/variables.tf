variable "name" {
  description = "The API's name: small letters, digits and hyphens. The authorization server, the client provider and the asset in Exchange have it, too."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "The name is 2 to 40 small letters, digits and hyphens, and begins with a letter."
  }
}

variable "audience" {
  description = "The audience of the API's tokens. Null: `api://` and the name."
  type        = string
  default     = null

  validation {
    condition     = var.audience == null || try(length(trimspace(var.audience)) > 0, false)
    error_message = "The audience is a text that is not empty, or null."
  }
}

variable "scopes" {
  description = "What a consumer may be let do: for each scope, by its name, what people read about it and the methods that need it. A call by another method takes a token with any of the scopes."
  type = map(object({
    description = string
    methods     = set(string)
  }))

  validation {
    condition     = length(var.scopes) > 0
    error_message = "At least one scope is needed: without any, the API would be open."
  }
  validation {
    condition     = alltrue([for name in keys(var.scopes) : can(regex("^[!#-\\[\\]-~]+$", name))])
    error_message = "The name of a scope has no white space, quotation marks or backslashes (RFC 6749, section 3.3). These have: ${join(", ", [for name in keys(var.scopes) : jsonencode(name) if !can(regex("^[!#-\\[\\]-~]+$", name))])}."
  }
  validation {
    condition = alltrue([for s in values(var.scopes) : length(s.methods) > 0 && alltrue([
      for m in s.methods : contains(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"], m)
    ])])
    error_message = "A scope names its methods: GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE. Look at ${join(", ", [for name, s in var.scopes : name if length(s.methods) == 0 || length(setsubtract(s.methods, ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])) > 0])}."
  }
  validation {
    condition     = length(flatten([for s in values(var.scopes) : tolist(s.methods)])) == length(toset(flatten([for s in values(var.scopes) : tolist(s.methods)])))
    error_message = "A method belongs to one scope: a call by a method with two would need both. These have more: ${join(", ", [for m in toset(flatten([for s in values(var.scopes) : tolist(s.methods)])) : m if length([for s in values(var.scopes) : s if contains(s.methods, m)]) > 1])}."
  }
}

variable "consumers" {
  description = "Who calls the API, by the name of the application: an application, a client in Okta and a contract follow from each entry. `redirect_uris` are for people who sign in; machines need none."
  type = map(object({
    description   = string
    scopes        = set(string)
    redirect_uris = optional(set(string))
  }))
  default = {}

  validation {
    condition     = alltrue([for c in values(var.consumers) : length(c.scopes) > 0])
    error_message = "A consumer without scopes could call nothing: ${join(", ", [for name, c in var.consumers : name if length(c.scopes) == 0])}."
  }
  validation {
    condition     = alltrue([for c in values(var.consumers) : length(setsubtract(c.scopes, keys(var.scopes))) == 0])
    error_message = "A consumer's scopes are among those of the API. These are not: ${join(", ", [for name, c in var.consumers : "${join(" and ", setsubtract(c.scopes, keys(var.scopes)))} of ${name}" if length(setsubtract(c.scopes, keys(var.scopes))) > 0])}."
  }
}

variable "backend_url" {
  description = "Where the API really is: the gateway sends there what it lets in."
  type        = string

  validation {
    condition     = can(regex("^https?://[^/]+", var.backend_url))
    error_message = "The backend is an absolute http or https URL."
  }
}

variable "proxy_uri" {
  description = "The address on which the gateway listens, such as `http://0.0.0.0:8081/cards`. Null: port 8081 and the name."
  type        = string
  default     = null

  validation {
    condition     = var.proxy_uri == null || can(regex("^https?://[^/]+/", var.proxy_uri))
    error_message = "The address has a scheme, a host, a port and a path, such as http://0.0.0.0:8081/cards."
  }
}

variable "technology" {
  description = "What runs the API: `mule4` or `flexGateway`."
  type        = string
  default     = "mule4"

  validation {
    condition     = contains(["mule4", "flexGateway"], var.technology)
    error_message = "The technology is mule4 or flexGateway."
  }
}

variable "api_version" {
  description = "The version of the API that consumers see, where the module publishes the asset."
  type        = string
  default     = "v1"
}

variable "asset" {
  description = "The version of an asset in Exchange that describes the API. Another version changes the API in place. Null: the module publishes an asset of its own, without a description."
  type = object({
    group_id = string
    asset_id = string
    version  = string
  })
  default = null
}

variable "environment_id" {
  description = "The Anypoint environment. Null: the provider's."
  type        = string
  default     = null
}

variable "token_lifetime_minutes" {
  description = "How long an access token is good for."
  type        = number
  default     = 15

  validation {
    condition     = var.token_lifetime_minutes >= 5 && var.token_lifetime_minutes <= 1440
    error_message = "Okta's access tokens live 5 to 1440 minutes."
  }
}

variable "registration_token" {
  description = "The Okta API token with which Anypoint registers clients. It is kept neither in the state nor in a plan."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = can(regex("^[^ ]+$", var.registration_token))
    error_message = "The token is given by itself: the module puts the scheme SSWS before it."
  }
}

variable "secrets_version" {
  description = "Raise it to send `registration_token` and the secret of the introspection client to Anypoint again: after one of them was renewed."
  type        = number
  default     = 1
}
