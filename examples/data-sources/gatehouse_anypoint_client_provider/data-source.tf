data "gatehouse_anypoint_client_provider" "okta" {
  name = "Okta"
}
