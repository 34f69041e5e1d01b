# A line for each request, and one for each failure

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_message_logging" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    logging_configuration = [
      {
        item_name = "requests"
        item_data = {
          message  = "#[attributes.method ++ ' ' ++ attributes.requestPath]"
          category = "card-api"
          level    = "INFO"
        }
      },
      {
        item_name = "failures"
        item_data = {
          message        = "#[attributes.statusCode]"
          conditional    = "#[attributes.statusCode >= 500]"
          category       = "card-api"
          level          = "ERROR"
          first_section  = false
          second_section = true
        }
      },
    ]
  }
}
