data "gatehouse_anypoint_organizations" "all" {}

output "organizations" {
  value = { for o in data.gatehouse_anypoint_organizations.all.organizations : o.name => o.id }
}
