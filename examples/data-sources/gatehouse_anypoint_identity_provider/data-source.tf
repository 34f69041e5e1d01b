data "gatehouse_anypoint_identity_provider" "okta" {
  name = "Okta"
}

output "client_of_anypoint" {
  value = data.gatehouse_anypoint_identity_provider.okta.client_id
}
