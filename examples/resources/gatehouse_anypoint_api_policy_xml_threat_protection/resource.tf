variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_xml_threat_protection" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    max_attribute_count_per_element = 100
    max_attribute_length            = 100
    max_child_count                 = 100
    max_comment_length              = 100
    max_node_depth                  = 100
    max_text_length                 = 100
  }
}
