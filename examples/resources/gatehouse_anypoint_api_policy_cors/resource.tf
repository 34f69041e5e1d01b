variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_cors" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    access_control_max_age = 60
    origin_groups = [{
      access_control_max_age = 60
      allowed_methods = [{
        is_allowed  = true
        method_name = "GET"
      }]
      exposed_headers = ["x-total"]
      headers         = ["content-type"]
      methods         = ["GET", "POST"]
      name            = "apps"
      origins         = ["https://app.example.com"]
    }]
  }
}
