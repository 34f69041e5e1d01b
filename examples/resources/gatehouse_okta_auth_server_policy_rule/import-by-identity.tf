import {
  to = gatehouse_okta_auth_server_policy_rule.batch
  identity = {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    policy_id      = "00p1abcd2EFGH3ijk4x7"
    id             = "0pr1abcd2EFGH3ijk4x7"
  }
}
