data "gatehouse_anypoint_me" "current" {}

data "gatehouse_anypoint_organization" "root" {
  id = data.gatehouse_anypoint_me.current.root_organization_id
}

resource "gatehouse_anypoint_organization" "payments" {
  name                   = "Payments"
  parent_organization_id = data.gatehouse_anypoint_organization.root.id
  owner_id               = data.gatehouse_anypoint_organization.root.owner_id

  # What is not said here is the platform's, or somebody else's.
  entitlements = {
    create_environments = true
    create_sub_orgs     = false
    vcores_production   = { assigned = 0.5 }
    vcores_sandbox      = { assigned = 1 }
  }
}

resource "gatehouse_anypoint_environment" "sandbox" {
  organization_id = gatehouse_anypoint_organization.payments.id
  name            = "Sandbox"
  type            = "sandbox"
}
