variable "connected_app_id" {
  description = "The id of a gatehouse_anypoint_connected_app."
  type        = string
}

ephemeral "gatehouse_anypoint_connected_app_secret" "pipeline" {
  connected_app_id = var.connected_app_id
}

# Signs in as the connected app.
provider "gatehouse" {
  alias = "pipeline"
  anypoint = {
    client_id     = var.connected_app_id
    client_secret = ephemeral.gatehouse_anypoint_connected_app_secret.pipeline.client_secret
  }
}
