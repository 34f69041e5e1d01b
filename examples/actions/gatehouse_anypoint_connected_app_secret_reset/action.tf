variable "connected_app_id" {
  description = "The connected app."
  type        = string
}

# terraform apply -invoke=action.gatehouse_anypoint_connected_app_secret_reset.pipeline
action "gatehouse_anypoint_connected_app_secret_reset" "pipeline" {
  config {
    connected_app_id = var.connected_app_id
  }
}
