data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}

data "gatehouse_anypoint_environment" "sandbox" {
  name = "Sandbox"
}

# The first is the default of the environment's new API instances.
resource "gatehouse_anypoint_environment_client_providers" "sandbox" {
  environment_id      = data.gatehouse_anypoint_environment.sandbox.id
  client_provider_ids = [data.gatehouse_anypoint_client_provider.okta.id]
}
