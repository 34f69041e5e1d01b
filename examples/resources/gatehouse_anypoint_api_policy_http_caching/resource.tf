variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_http_caching" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    http_caching_key    = "#[attributes.requestUri]"
    invalidation_header = "x-invalidate"
    max_cache_entries   = 5000
    request_expression  = "#[attributes.method == 'GET']"
    response_expression = "#[attributes.statusCode == 200]"
    ttl                 = 300
  }
}
