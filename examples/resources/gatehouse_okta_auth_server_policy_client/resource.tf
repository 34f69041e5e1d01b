data "gatehouse_okta_auth_server_policy" "shared" {
  auth_server_id = "default"
  name           = "Partners"
}

variable "client_id" {
  description = "The client to add, such as client_id of gatehouse_anypoint_client_application."
  type        = string
}

# The policy's other clients stay: another team manages them.
resource "gatehouse_okta_auth_server_policy_client" "example" {
  auth_server_id = "default"
  policy_id      = data.gatehouse_okta_auth_server_policy.shared.id
  client_id      = var.client_id
}
