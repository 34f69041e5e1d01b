variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_native_ext_authz" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    allowed_headers                             = ["x-user"]
    path_prefix                                 = "/check"
    server_type                                 = "http"
    service_response_client_headers             = ["x-user"]
    service_response_client_headers_on_success  = ["x-user"]
    service_response_upstream_headers           = ["x-user"]
    service_response_upstream_headers_to_append = ["x-user"]
    uri                                         = "h2://authorizer.example.com:9090"
  }
}
