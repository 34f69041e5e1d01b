data "gatehouse_anypoint_me" "current" {}

data "gatehouse_anypoint_organization" "current" {
  id = data.gatehouse_anypoint_me.current.organization_id
}

output "name" {
  value = data.gatehouse_anypoint_organization.current.name
}
