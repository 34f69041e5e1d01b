data "gatehouse_okta_oauth_client" "batch" {
  client_name = "Payments batch"
}
