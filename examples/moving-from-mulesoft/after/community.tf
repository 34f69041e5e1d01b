resource "gatehouse_anypoint_environment" "tests" {
  name = "Tests"
  type = "sandbox"
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

moved {
  from = anypoint_env.tests
  to   = gatehouse_anypoint_environment.tests
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
