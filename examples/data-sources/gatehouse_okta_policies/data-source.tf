data "gatehouse_okta_policies" "active" {
  type   = "ACCESS_POLICY"
  status = "ACTIVE"
}

output "policies" {
  value = { for p in data.gatehouse_okta_policies.active.policies : p.name => p.id }
}
