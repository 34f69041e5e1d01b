variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_json_threat_protection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    max_array_element_count      = 100
    max_container_depth          = 100
    max_object_entry_count       = 100
    max_object_entry_name_length = 100
    max_string_value_length      = 100
  }
}
