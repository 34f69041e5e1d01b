resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "card" {
  technology = "mule4"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = gatehouse_anypoint_exchange_asset.card.version
  }
  endpoint = {
    type      = "http"
    uri       = "https://backend.example.com/cards"
    proxy_uri = "http://0.0.0.0:8081/card"
  }
}

# At most 100 requests a minute, for reading only.
resource "gatehouse_anypoint_api_policy" "rate_limiting" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  asset_id        = "rate-limiting"
  asset_version   = "1.4.0"
  order           = 1

  configuration = {
    rateLimits = [
      { maximumRequests = 100, timePeriodInMilliseconds = 60000 },
    ]
    exposeHeaders = true
  }

  pointcut = [
    { method_regex = "GET|HEAD", uri_template_regex = "/cards/.*" },
  ]
}

variable "basic_password" {
  type      = string
  ephemeral = true
}

# A secret of a policy is in no state and no plan.
resource "gatehouse_anypoint_api_policy" "basic" {
  api_instance_id = gatehouse_anypoint_api_instance.card.id
  asset_id        = "http-basic-authentication"
  asset_version   = "1.3.2"
  order           = 2

  configuration                      = { username = "cards" }
  sensitive_configuration_wo         = { password = var.basic_password }
  sensitive_configuration_wo_version = 1
}
