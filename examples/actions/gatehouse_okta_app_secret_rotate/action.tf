# By hand

# terraform apply -invoke=action.gatehouse_okta_app_secret_rotate.portal
action "gatehouse_okta_app_secret_rotate" "portal" {
  config {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
