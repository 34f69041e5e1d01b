# terraform apply -invoke=action.gatehouse_okta_oauth_client_secret_rotate.batch
action "gatehouse_okta_oauth_client_secret_rotate" "batch" {
  config {
    client_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
