data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}

output "grant_types_of_applications" {
  value = data.gatehouse_anypoint_client_provider.okta.grant_types
}
