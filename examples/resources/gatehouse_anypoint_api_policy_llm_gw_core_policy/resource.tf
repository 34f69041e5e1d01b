variable "vendor_header_mapping" {
  description = "Which value of the header is which vendor, a list."
  type        = any
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_llm_gw_core_policy" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    header_name           = "x-llm-vendor"
    vendor_header_mapping = var.vendor_header_mapping
  }
}
