data "gatehouse_anypoint_me" "current" {}

data "gatehouse_anypoint_organization" "above" {
  id = data.gatehouse_anypoint_me.current.organization_id
}

resource "gatehouse_anypoint_organization" "payments" {
  name                   = "Payments"
  parent_organization_id = data.gatehouse_anypoint_organization.above.id
  owner_id               = data.gatehouse_anypoint_organization.above.owner_id
  session_timeout        = 30
  entitlements = {
    create_environments   = true
    create_sub_orgs       = false
    global_deployment     = true
    vcores_production     = { assigned = 0.5 }
    vcores_sandbox        = { assigned = 1 }
    vcores_design         = { assigned = 0 }
    static_ips            = { assigned = 1 }
    vpcs                  = { assigned = 1 }
    vpns                  = { assigned = 1 }
    load_balancer         = { assigned = 1 }
    network_connections   = { assigned = 1 }
    worker_clouds         = { assigned = 1 }
    managed_gateway_small = { assigned = 1 }
    managed_gateway_large = { assigned = 1 }
  }
}
