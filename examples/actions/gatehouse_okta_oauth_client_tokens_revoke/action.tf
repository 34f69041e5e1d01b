# terraform apply -invoke=action.gatehouse_okta_oauth_client_tokens_revoke.batch
action "gatehouse_okta_oauth_client_tokens_revoke" "batch" {
  config {
    client_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
