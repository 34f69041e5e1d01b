list "gatehouse_okta_auth_server_policy_client" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    policy_id      = "00p1abcd2EFGH3ijk4x7"
  }
}
