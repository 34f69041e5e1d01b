variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_native_ext_proc" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    uri = "h2://processor.example.com:9091"
  }
}
