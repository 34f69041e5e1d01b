resource "gatehouse_anypoint_environment" "tests" {
  name = "Tests"
  type = "sandbox"
}

# Only what is said here is Terraform's.
resource "gatehouse_anypoint_organization" "risk" {
  name                   = "Risk"
  parent_organization_id = var.organization_id
  owner_id               = var.owner_id
  entitlements = {
    create_environments = true
    create_sub_orgs     = true
    global_deployment   = true
    vcores_production   = { assigned = 1 }
  }
}

resource "gatehouse_anypoint_connected_app" "portal" {
  name          = "Portal"
  grant_types   = ["authorization_code", "refresh_token"]
  audience      = "everyone"
  client_uri    = "https://portal.example.com"
  redirect_uris = ["https://portal.example.com/callback"]
  user_scopes   = ["read:full"]
}

resource "gatehouse_anypoint_api_instance" "orders" {
  technology     = "mule4"
  instance_label = "orders"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type      = "http"
    proxy_uri = "http://0.0.0.0:8081/orders"
  }
}

resource "gatehouse_anypoint_api_policy_client_id_enforcement" "orders" {
  api_instance_id = gatehouse_anypoint_api_instance.orders.id
  configuration = {
    credentials_origin_has_http_basic_authentication_header = "customExpression"
    client_id_expression                                    = "#[attributes.headers['client_id']]"
    client_secret_expression                                = "#[attributes.headers['client_secret']]"
  }
  pointcut = [{
    method_regex       = "GET|POST"
    uri_template_regex = "/orders/.*"
  }]
}

# A policy of any kind stays one, or gets the type of its own.
resource "gatehouse_anypoint_api_policy" "spikes" {
  api_instance_id = gatehouse_anypoint_api_instance.orders.id
  asset_id        = "spike-control"
  asset_version   = "1.2.2"
  configuration = {
    maximumRequests          = 1
    timePeriodInMilliseconds = 1000
    delayTimeInMillis        = 1000
    delayAttempts            = 1
    queuingLimit             = 5
    exposeHeaders            = true
  }
}

resource "gatehouse_anypoint_identity_provider" "people" {
  name = "People"
  oidc = {
    issuer = "https://id.example.com"
    urls = {
      authorize = "https://id.example.com/authorize"
      token     = "https://id.example.com/token"
      userinfo  = "https://id.example.com/userinfo"
    }
    client = { urls = { register = "https://id.example.com/register" } }
  }
}

resource "gatehouse_anypoint_identity_provider" "staff" {
  name = "Staff"
  saml = {
    issuer         = "https://adfs.example.com"
    audience       = "example.anypoint.mulesoft.com"
    public_key     = ["MIIBHzCBx6ADAgECAgEBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMTDmlkLmV4YW1wbGUuY29tMCAXDTIzMTExNDIyMTMyMFoYDzIwOTYxMDAyMDcwNjQwWjAZMRcwFQYDVQQDEw5pZC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFhnDE8Q7aO5SWFTRUxyTX/i/Gej1zTWyGtW6u1fuo7VnQBIxP7IaWgK40dulGsou3oN+LsOm8XbE0g3LZ+PMgYwCgYIKoZIzj0EAwIDRwAwRAIgYFhLC9o8JfyewsSuZTDrOV1KCe+3stUrPRtAE3xUy0ECIAbjqltxNqj+7XeX9Irf1WuL1Mj3Ti35NbNuH0AWrq3Z"]
    claims_mapping = { group_attribute = "memberOf" }
    urls = {
      sign_on  = "https://adfs.example.com/login"
      sign_out = "https://adfs.example.com/logout"
    }
  }
}

moved {
  from = anypoint_env.tests
  to   = gatehouse_anypoint_environment.tests
}

moved {
  from = anypoint_bg.risk
  to   = gatehouse_anypoint_organization.risk
}

moved {
  from = anypoint_connected_app.portal
  to   = gatehouse_anypoint_connected_app.portal
}

moved {
  from = anypoint_apim_mule4.orders
  to   = gatehouse_anypoint_api_instance.orders
}

moved {
  from = anypoint_apim_policy_client_id_enforcement.orders
  to   = gatehouse_anypoint_api_policy_client_id_enforcement.orders
}

moved {
  from = anypoint_apim_policy_custom.spikes
  to   = gatehouse_anypoint_api_policy.spikes
}

moved {
  from = anypoint_idp_oidc.people
  to   = gatehouse_anypoint_identity_provider.people
}

moved {
  from = anypoint_idp_saml.staff
  to   = gatehouse_anypoint_identity_provider.staff
}
