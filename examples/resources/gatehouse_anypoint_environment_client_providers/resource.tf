data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}

# What new API instances of the environment can choose; the first one is the
# default. Destroying it leaves Anypoint's own client identities.
resource "gatehouse_anypoint_environment_client_providers" "sandbox" {
  client_provider_ids = [data.gatehouse_anypoint_client_provider.okta.id]
}
