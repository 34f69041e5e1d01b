# An environment of its own, with one API that limits the rate.
resource "gatehouse_anypoint_environment" "payments" {
  name = "Payments"
  type = "sandbox"
}

resource "gatehouse_anypoint_exchange_asset" "payments" {
  asset_id    = "payments-api"
  version     = "1.0.0"
  name        = "Payments API"
  type        = "http-api"
  api_version = "v1"
}

resource "gatehouse_anypoint_api_instance" "payments" {
  environment_id = gatehouse_anypoint_environment.payments.id
  technology     = "mule4"
  instance_label = "payments"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.payments.group_id
    asset_id = gatehouse_anypoint_exchange_asset.payments.asset_id
    version  = gatehouse_anypoint_exchange_asset.payments.version
  }
  endpoint = {
    type      = "http"
    uri       = var.backend_url
    proxy_uri = "http://0.0.0.0:8402/payments"
  }
}

# Any policy by the id of its asset; its configuration is an HCL object.
resource "gatehouse_anypoint_api_policy" "rate_limit" {
  environment_id  = gatehouse_anypoint_environment.payments.id
  api_instance_id = gatehouse_anypoint_api_instance.payments.id
  asset_id        = "rate-limiting"
  asset_version   = "1.4.1"
  configuration = {
    rateLimits    = [{ maximumRequests = 100, timePeriodInMilliseconds = 60000 }]
    exposeHeaders = true
    clusterizable = true
  }
}
