variable "sandbox_api_instance_id" {
  description = "The API instance to promote."
  type        = string
}

data "gatehouse_anypoint_environment" "production" {
  name = "Production"
}

# terraform apply -invoke=action.gatehouse_anypoint_api_instance_promote.card
action "gatehouse_anypoint_api_instance_promote" "card" {
  config {
    environment_id         = data.gatehouse_anypoint_environment.production.id
    origin_api_instance_id = var.sandbox_api_instance_id
    instance_label         = "card-production"
  }
}
