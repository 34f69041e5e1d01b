# A limit for all clients together, and only for writing

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "writes" {
  api_instance_id = var.api_instance_id
  label           = "Writes"

  pointcut = [{
    method_regex       = "POST|PUT|PATCH|DELETE"
    uri_template_regex = ".*"
  }]

  configuration = {
    rate_limits = [
      { maximum_requests = 10, time_period_in_milliseconds = 1000 },
      { maximum_requests = 1000, time_period_in_milliseconds = 3600000 },
    ]
  }
}
