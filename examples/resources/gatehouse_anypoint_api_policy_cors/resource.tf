# Pages of some origins

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_cors" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    public_resource     = false
    support_credentials = true

    origin_groups = [{
      name    = "apps"
      origins = ["https://app.example.com", "https://shop.example.com"]
      allowed_methods = [
        { method_name = "GET", is_allowed = true },
        { method_name = "POST", is_allowed = true },
      ]
      headers         = ["authorization", "content-type"]
      exposed_headers = ["x-total"]
    }]
  }
}
