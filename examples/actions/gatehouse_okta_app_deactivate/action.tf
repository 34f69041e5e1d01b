# terraform apply -invoke=action.gatehouse_okta_app_deactivate.portal
action "gatehouse_okta_app_deactivate" "portal" {
  config {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
