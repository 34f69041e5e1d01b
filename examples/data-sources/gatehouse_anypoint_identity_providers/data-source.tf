data "gatehouse_anypoint_identity_providers" "saml" {
  type = "saml"
}

output "identity_providers" {
  value = { for p in data.gatehouse_anypoint_identity_providers.saml.identity_providers : p.name => p.id }
}
