import {
  to = gatehouse_okta_auth_server_policy.batch
  identity = {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    id             = "00p1abcd2EFGH3ijk4x7"
  }
}
