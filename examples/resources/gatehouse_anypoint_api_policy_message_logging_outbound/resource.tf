variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_message_logging_outbound" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    logging_configuration = [{
      item_data = {
        category       = "card-api"
        conditional    = "#[attributes.headers['id']==1]"
        first_section  = false
        level          = "DEBUG"
        message        = "#[attributes.headers['id']]"
        second_section = true
      }
      item_name = "requests"
    }]
  }
}
