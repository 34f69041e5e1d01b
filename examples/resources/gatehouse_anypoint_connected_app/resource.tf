data "gatehouse_anypoint_me" "current" {}

resource "gatehouse_anypoint_environment" "sandbox" {
  name = "Partners"
  type = "sandbox"
}

# On its own behalf: a pipeline that manages the APIs of one environment.
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

# On behalf of the people who sign in to a portal.
resource "gatehouse_anypoint_connected_app" "portal" {
  name          = "Portal"
  grant_types   = ["authorization_code", "refresh_token"]
  user_scopes   = ["openid", "profile", "read:full"]
  redirect_uris = ["https://portal.example.com/callback"]
  client_uri    = "https://portal.example.com"
}
