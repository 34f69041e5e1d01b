variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_native_ext_proc" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    request_body_mode     = "buffered"
    request_header_mode   = "skip"
    request_trailer_mode  = "send"
    response_body_mode    = "buffered"
    response_header_mode  = "skip"
    response_trailer_mode = "send"
    uri                   = "h2://processor.example.com:9091"
  }
}
