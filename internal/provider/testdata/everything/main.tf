# At least one of every resource, as an organization has them that uses Okta in
# front of its Anypoint APIs.
terraform {
  required_providers {
    gatehouse = { source = "gatehouse/gatehouse" }
  }
}

variable "okta_org_url" { type = string }
variable "okta_api_token" {
  type      = string
  sensitive = true
}
variable "anypoint_base_url" { type = string }
variable "anypoint_client_id" { type = string }
variable "anypoint_client_secret" {
  type      = string
  sensitive = true
}
variable "organization_id" { type = string }
variable "environment_id" { type = string }
variable "access_policy_id" { type = string }

provider "gatehouse" {
  okta = {
    org_url   = var.okta_org_url
    api_token = var.okta_api_token
  }
  anypoint = {
    base_url        = var.anypoint_base_url
    client_id       = var.anypoint_client_id
    client_secret   = var.anypoint_client_secret
    organization_id = var.organization_id
    environment_id  = var.environment_id
  }
}

# ---- Okta: an authorization server and all around it

resource "gatehouse_okta_auth_server" "cards" {
  name        = "cards"
  description = "Tokens for the card APIs."
  audiences   = ["api://cards"]
}

resource "gatehouse_okta_auth_server" "partners" {
  name                      = "partners"
  audiences                 = ["api://partners"]
  credentials_rotation_mode = "MANUAL"
  status                    = "INACTIVE"
}

resource "gatehouse_okta_auth_server_trusted_server" "partners" {
  auth_server_id    = gatehouse_okta_auth_server.cards.id
  trusted_server_id = gatehouse_okta_auth_server.partners.id
}

# An import takes all that a server trusts: not the server of the single one.
resource "gatehouse_okta_auth_server_trusted_servers" "cards" {
  auth_server_id = gatehouse_okta_auth_server.partners.id
  trusted        = [gatehouse_okta_auth_server.cards.id]
}

resource "gatehouse_okta_auth_server_scope" "read" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "cards.read"
  display_name     = "Read cards"
  description      = "Reads cards."
  metadata_publish = "ALL_CLIENTS"
}

resource "gatehouse_okta_auth_server_scope" "write" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "cards.write"
  consent        = "REQUIRED"
}

resource "gatehouse_okta_auth_server_claim" "teams" {
  auth_server_id    = gatehouse_okta_auth_server.cards.id
  name              = "teams"
  claim_type        = "RESOURCE"
  value_type        = "GROUPS"
  group_filter_type = "STARTS_WITH"
  value             = "team-"
  scopes            = [gatehouse_okta_auth_server_scope.read.name]
}

resource "gatehouse_okta_auth_server_claim" "department" {
  auth_server_id          = gatehouse_okta_auth_server.cards.id
  name                    = "department"
  claim_type              = "IDENTITY"
  value                   = "user.department"
  always_include_in_token = false
}

resource "gatehouse_okta_auth_server_policy" "cards" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "cards"
  client_whitelist = ["ALL_CLIENTS"]
  priority         = 1
}

resource "gatehouse_okta_auth_server_policy" "shared" {
  auth_server_id   = gatehouse_okta_auth_server.cards.id
  name             = "shared"
  description      = "Clients of several teams."
  client_whitelist = [gatehouse_okta_oauth_client.batch.client_id]
  priority         = 2
  lifecycle {
    ignore_changes = [client_whitelist]
  }
}

resource "gatehouse_okta_auth_server_policy_client" "job" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  policy_id      = gatehouse_okta_auth_server_policy.shared.id
  client_id      = gatehouse_okta_app_oauth.job.client_id
}

resource "gatehouse_okta_auth_server_policy_rule" "machines" {
  auth_server_id                = gatehouse_okta_auth_server.cards.id
  policy_id                     = gatehouse_okta_auth_server_policy.cards.id
  name                          = "machines"
  grant_type_whitelist          = ["client_credentials"]
  scope_whitelist               = [gatehouse_okta_auth_server_scope.read.name]
  access_token_lifetime_minutes = 15
  inline_hook_id                = gatehouse_okta_inline_hook.claims.id
  priority                      = 1
}

resource "gatehouse_okta_auth_server_policy_rule" "people" {
  auth_server_id                 = gatehouse_okta_auth_server.cards.id
  policy_id                      = gatehouse_okta_auth_server_policy.cards.id
  name                           = "people"
  grant_type_whitelist           = ["authorization_code", "client_credentials"]
  scope_whitelist                = ["*"]
  group_whitelist                = [gatehouse_okta_group.operators.id]
  refresh_token_lifetime_minutes = 1440
  refresh_token_window_minutes   = 60
  status                         = "INACTIVE"
  priority                       = 2
  depends_on                     = [gatehouse_okta_auth_server_policy_rule.machines]
}

# ---- Okta: clients, and who may use them

resource "gatehouse_okta_oauth_client" "batch" {
  client_name                = "cards batch"
  application_type           = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "client_secret_basic"
}

resource "gatehouse_okta_app_oauth" "portal" {
  label                     = "Customer portal"
  type                      = "web"
  grant_types               = ["authorization_code", "refresh_token"]
  response_types            = ["code"]
  redirect_uris             = ["https://portal.example.com/callback"]
  post_logout_redirect_uris = ["https://portal.example.com/"]
  pkce_required             = true
  refresh_token_rotation    = "ROTATE"
  refresh_token_leeway      = 30
}

resource "gatehouse_okta_app_oauth" "single_page" {
  label         = "Card shop"
  type          = "browser"
  grant_types   = ["authorization_code"]
  redirect_uris = ["https://shop.example.com/callback"]
}

resource "gatehouse_okta_app_oauth" "job" {
  label                      = "Nightly job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
  jwks = [{
    kid = "2026-10"
    kty = "RSA"
    e   = "AQAB"
    n   = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
  }]
  lifecycle {
    ignore_changes = [jwks]
  }
}

resource "gatehouse_okta_app_jwk" "signing" {
  app_id = gatehouse_okta_app_oauth.job.id
  kid    = "2026-11"
  kty    = "EC"
  use    = "sig"
  x      = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
  y      = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
}

resource "gatehouse_okta_app_oauth_api_scope" "job" {
  app_id = gatehouse_okta_app_oauth.job.id
  scopes = ["okta.groups.read", "okta.apps.read"]
}

resource "gatehouse_okta_app_secret" "november" {
  app_id = gatehouse_okta_app_oauth.portal.id
}

resource "gatehouse_okta_app_access_policy_assignment" "portal" {
  app_id    = gatehouse_okta_app_oauth.portal.id
  policy_id = var.access_policy_id
}

resource "gatehouse_okta_group" "operators" {
  name        = "Card operators"
  description = "People who may use the card portal."
}

resource "gatehouse_okta_group_rule" "operators" {
  name              = "Operators by department"
  expression_value  = "user.department==\"Cards\""
  group_assignments = [gatehouse_okta_group.operators.id]
  status            = "INACTIVE"
}

resource "gatehouse_okta_app_group_assignment" "operators" {
  app_id   = gatehouse_okta_app_oauth.portal.id
  group_id = gatehouse_okta_group.operators.id
  priority = 1
}

data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

data "gatehouse_okta_user" "admin" {
  login = "admin@example.com"
}

resource "gatehouse_okta_app_user_assignment" "admin" {
  app_id   = gatehouse_okta_app_oauth.portal.id
  user_id  = data.gatehouse_okta_user.admin.id
  username = "ada"
  profile  = jsonencode({ role = "tester" })
}

resource "gatehouse_okta_app_group_assignments" "shop" {
  app_id        = gatehouse_okta_app_oauth.single_page.id
  authoritative = true
  group         = [{ id = data.gatehouse_okta_group.everyone.id }]
}

resource "gatehouse_okta_trusted_origin" "portal" {
  name   = "Customer portal"
  origin = "https://portal.example.com"
  scopes = ["CORS", "REDIRECT"]
}

resource "gatehouse_okta_inline_hook" "claims" {
  name = "Claims"
  type = "com.okta.oauth2.tokens.transform"
  channel = {
    uri = "https://hooks.example.com/claims"
  }
  auth = {
    key              = "Authorization"
    value_wo         = "the-secret-of-the-claims-hook"
    value_wo_version = 1
  }
  headers = [{ key = "X-Team", value = "cards" }]
}

resource "gatehouse_okta_inline_hook" "registration" {
  name   = "Registration"
  type   = "com.okta.user.pre-registration"
  status = "INACTIVE"
  channel = {
    type                     = "OAUTH"
    uri                      = "https://hooks.example.com/registration"
    auth_type                = "client_secret_post"
    client_id                = "okta-hooks"
    client_secret_wo         = "the-secret-of-the-registration-hook"
    client_secret_wo_version = 1
    token_url                = "https://login.example.com/token"
    scope                    = "hooks"
  }
}

# ---- Anypoint: Okta as client provider, an API that asks it, a consumer

resource "gatehouse_okta_app_oauth" "introspection" {
  label         = "MuleSoft Anypoint"
  type          = "web"
  grant_types   = ["authorization_code", "client_credentials"]
  redirect_uris = ["https://anypoint.example.com/callback"]
}

ephemeral "gatehouse_okta_app_secret" "introspection" {
  app_id = gatehouse_okta_app_oauth.introspection.id
}

data "gatehouse_okta_auth_server_metadata" "default" {
  auth_server_id = "default"
}

resource "gatehouse_anypoint_client_provider" "okta" {
  name                                   = "Okta"
  description                            = "Clients live in Okta."
  issuer                                 = data.gatehouse_okta_auth_server_metadata.default.issuer
  client_registration_url                = data.gatehouse_okta_auth_server_metadata.default.registration_endpoint
  authorization_header_wo                = "SSWS ${var.okta_api_token}"
  authorization_header_wo_version        = 1
  introspection_client_id                = gatehouse_okta_app_oauth.introspection.client_id
  introspection_client_secret_wo         = ephemeral.gatehouse_okta_app_secret.introspection.client_secret
  introspection_client_secret_wo_version = 1
  authorize_url                          = data.gatehouse_okta_auth_server_metadata.default.authorization_endpoint
  token_url                              = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
  introspection_url                      = data.gatehouse_okta_auth_server_metadata.default.introspection_endpoint
  allow_client_deletion                  = true
  allow_client_modification              = true
  supported_grant_types                  = ["authorization_code", "client_credentials", "refresh_token", "implicit"]
}

resource "gatehouse_anypoint_environment" "staging" {
  name = "Staging"
  type = "sandbox"
}

resource "gatehouse_anypoint_environment_client_providers" "staging" {
  environment_id      = gatehouse_anypoint_environment.staging.id
  client_provider_ids = [gatehouse_anypoint_client_provider.okta.id]
}

resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  description = "Debit and credit cards."
  type        = "http-api"
  api_version = "v1"
  tags        = ["cards", "payments"]
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology     = "mule4"
  instance_label = "cards"
  provider_id    = gatehouse_anypoint_client_provider.okta.id
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type      = "http"
    uri       = "https://backend.example.com/cards"
    proxy_uri = "http://0.0.0.0:8081/cards"
  }
}

resource "gatehouse_anypoint_api_instance" "card_flex" {
  technology        = "flexGateway"
  instance_label    = "cards-flex"
  approval_method   = "manual"
  consumer_endpoint = "https://api.example.com/cards"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type            = "http"
    deployment_type = "HY"
    proxy_uri       = "http://0.0.0.0:8081/cards-flex"
  }
  routing = [{
    rules = { methods = "GET|POST" }
    upstreams = [
      { label = "current", uri = "https://backend.example.com/cards", weight = 90 },
      { label = "new", uri = "https://backend-2.example.com/cards", weight = 10 },
    ]
  }]
}

resource "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement" "card" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  configuration   = { scopes = ["mulescope"] }
}

resource "gatehouse_anypoint_api_policy" "rate_limiting" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  asset_id        = "rate-limiting"
  asset_version   = "1.4.0"
  configuration = {
    rateLimits    = [{ maximumRequests = 100, timePeriodInMilliseconds = 60000 }]
    exposeHeaders = true
  }
  pointcut   = [{ method_regex = "GET|HEAD", uri_template_regex = "/cards/.*" }]
  depends_on = [gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card]
}

resource "gatehouse_anypoint_client_application" "card" {
  name            = "Card Application"
  description     = "Sells cards."
  url             = "https://card.example.com"
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
}

resource "gatehouse_anypoint_contract" "card" {
  application_id  = gatehouse_anypoint_client_application.card.id
  api_instance_id = gatehouse_anypoint_api_instance.card.id
}
