data "gatehouse_anypoint_client_provider_grant_types" "okta" {
  client_provider_id = "0d7e6f5a-4b3c-4d2e-8f1a-9b0c1d2e3f4a"
}

output "grant_types" {
  value = data.gatehouse_anypoint_client_provider_grant_types.okta.grant_types[*].name
}
