data "gatehouse_okta_auth_server_claims" "all" {
  auth_server_id = "default"
}

output "claims" {
  value = data.gatehouse_okta_auth_server_claims.all.claims[*].name
}
