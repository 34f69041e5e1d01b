variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_tracing" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    labels = [{
      default_value = "none"
      key_name      = "FLEX_NAME"
      name          = "zone"
      type          = "requestHeader"
    }]
    sampling = {
      client  = 100
      overall = 100
      random  = 100
    }
    span_name = "cards"
  }
}
