# A pipeline that manages the APIs of one environment
#
# On its own behalf.

data "gatehouse_anypoint_me" "current" {}

resource "gatehouse_anypoint_environment" "sandbox" {
  name = "Partners"
  type = "sandbox"
}

resource "gatehouse_anypoint_connected_app" "pipeline" {
  name        = "Pipeline"
  grant_types = ["client_credentials"]
  scopes = [
    { scope = "read:organization", organization_id = data.gatehouse_anypoint_me.current.organization_id },
    {
      scope           = "manage:apis"
      organization_id = data.gatehouse_anypoint_me.current.organization_id
      environment_id  = gatehouse_anypoint_environment.sandbox.id
    },
  ]
}
