# A gRPC service decides

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_native_ext_authz" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    uri             = "h2://authorizer.example.com:9090"
    server_type     = "grpc"
    request_timeout = 1000
    allowed_headers = ["authorization", "x-user"]
  }
}
