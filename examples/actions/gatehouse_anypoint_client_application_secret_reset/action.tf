variable "application_id" {
  description = "The client application."
  type        = string
}

# terraform apply -invoke=action.gatehouse_anypoint_client_application_secret_reset.card
action "gatehouse_anypoint_client_application_secret_reset" "card" {
  config {
    application_id = var.application_id
  }
}
