data "gatehouse_okta_oauth_client" "batch" {
  client_name = "Payments batch"
}

ephemeral "gatehouse_okta_app_secret" "batch" {
  app_id = data.gatehouse_okta_oauth_client.batch.client_id
}
