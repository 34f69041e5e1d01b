data "gatehouse_okta_policy" "dashboard" {
  type = "ACCESS_POLICY"
  name = "Okta Dashboard"
}

output "policy_id" {
  value = data.gatehouse_okta_policy.dashboard.id
}
