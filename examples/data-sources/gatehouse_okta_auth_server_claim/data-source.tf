data "gatehouse_okta_auth_server_claim" "sub" {
  auth_server_id = "default"
  name           = "sub"
  claim_type     = "RESOURCE"
}

output "value" {
  value = data.gatehouse_okta_auth_server_claim.sub.value
}
