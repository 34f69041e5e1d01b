resource "anypoint_env" "tests" {
  org_id = var.organization_id
  name   = "Tests"
  type   = "sandbox"
}

resource "anypoint_bg" "risk" {
  name                                   = "Risk"
  parent_organization_id                 = var.organization_id
  owner_id                               = var.owner_id
  entitlements_createenvironments        = true
  entitlements_createsuborgs             = true
  entitlements_globaldeployment          = true
  entitlements_vcoresproduction_assigned = 1
}

resource "anypoint_connected_app" "portal" {
  org_id        = var.organization_id
  name          = "Portal"
  grant_types   = ["authorization_code", "refresh_token"]
  audience      = "everyone"
  client_uri    = "https://portal.example.com"
  redirect_uris = ["https://portal.example.com/callback"]
  scope {
    scope = "read:full"
  }
}

resource "anypoint_apim_mule4" "orders" {
  org_id             = var.organization_id
  env_id             = var.environment_id
  asset_group_id     = var.organization_id
  asset_id           = "card-api"
  asset_version      = "1.0.0"
  instance_label     = "orders"
  endpoint_proxy_uri = "http://0.0.0.0:8081/orders"
}

resource "anypoint_apim_policy_client_id_enforcement" "orders" {
  org_id        = var.organization_id
  env_id        = var.environment_id
  apim_id       = anypoint_apim_mule4.orders.id
  asset_version = "1.3.2"
  configuration_data {
    credentials_origin_has_http_basic_authentication_header = "customExpression"
    client_id_expression                                    = "#[attributes.headers['client_id']]"
    client_secret_expression                                = "#[attributes.headers['client_secret']]"
  }
  pointcut_data {
    method_regex       = ["GET", "POST"]
    uri_template_regex = "/orders/.*"
  }
}

resource "anypoint_apim_policy_custom" "spikes" {
  org_id         = var.organization_id
  env_id         = var.environment_id
  apim_id        = anypoint_apim_mule4.orders.id
  asset_group_id = "68ef9520-24e9-4cf2-b2f5-620025690913"
  asset_id       = "spike-control"
  asset_version  = "1.2.2"
  configuration_data = jsonencode({
    maximumRequests          = 1
    timePeriodInMilliseconds = 1000
    delayTimeInMillis        = 1000
    delayAttempts            = 1
    queuingLimit             = 5
    exposeHeaders            = true
  })
}

resource "anypoint_idp_oidc" "people" {
  org_id = var.organization_id
  name   = "People"
  oidc_provider {
    issuer                  = "https://id.example.com"
    authorize_url           = "https://id.example.com/authorize"
    token_url               = "https://id.example.com/token"
    userinfo_url            = "https://id.example.com/userinfo"
    client_registration_url = "https://id.example.com/register"
  }
}

resource "anypoint_idp_saml" "staff" {
  org_id = var.organization_id
  name   = "Staff"
  saml {
    issuer                         = "https://adfs.example.com"
    audience                       = "example.anypoint.mulesoft.com"
    public_key                     = ["MIIBHzCBx6ADAgECAgEBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMTDmlkLmV4YW1wbGUuY29tMCAXDTIzMTExNDIyMTMyMFoYDzIwOTYxMDAyMDcwNjQwWjAZMRcwFQYDVQQDEw5pZC5leGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFhnDE8Q7aO5SWFTRUxyTX/i/Gej1zTWyGtW6u1fuo7VnQBIxP7IaWgK40dulGsou3oN+LsOm8XbE0g3LZ+PMgYwCgYIKoZIzj0EAwIDRwAwRAIgYFhLC9o8JfyewsSuZTDrOV1KCe+3stUrPRtAE3xUy0ECIAbjqltxNqj+7XeX9Irf1WuL1Mj3Ti35NbNuH0AWrq3Z"]
    claims_mapping_group_attribute = "memberOf"
  }
  sp_sign_on_url  = "https://adfs.example.com/login"
  sp_sign_out_url = "https://adfs.example.com/logout"
}
