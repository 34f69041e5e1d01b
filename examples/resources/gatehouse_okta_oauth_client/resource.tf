# Dynamic client registration (RFC 7591), without Anypoint in between.
resource "gatehouse_okta_oauth_client" "batch" {
  client_name                = "Payments batch"
  application_type           = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "client_secret_basic"
}
