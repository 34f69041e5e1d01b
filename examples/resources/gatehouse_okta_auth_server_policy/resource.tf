resource "gatehouse_okta_auth_server_policy" "batch" {
  auth_server_id   = "aus1abcd2EFGH3ijk4x7"
  name             = "Batch jobs"
  description      = "Machines that read payments."
  client_whitelist = ["0oa1abcd2EFGH3ijk4x7"]
}
