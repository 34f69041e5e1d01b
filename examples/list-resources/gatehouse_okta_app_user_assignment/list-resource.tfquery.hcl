list "gatehouse_okta_app_user_assignment" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
