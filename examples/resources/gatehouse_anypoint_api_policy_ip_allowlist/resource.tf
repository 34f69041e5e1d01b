variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_ip_allowlist" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    ip_expression = "#[attributes.headers['x-forwarded-for']]"
    ips           = ["10.0.0.0/8", "192.168.3.1"]
  }
}
