list "gatehouse_okta_auth_server_trusted_server" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
  }
}
