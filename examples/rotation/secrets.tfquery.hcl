# Which secrets there are: terraform query, from Terraform 1.14 on.
variable "app_id" {
  description = "The introspection client."
  type        = string
}

list "gatehouse_okta_app_secret" "gateway" {
  provider = gatehouse
  config {
    app_id = var.app_id
  }
}
