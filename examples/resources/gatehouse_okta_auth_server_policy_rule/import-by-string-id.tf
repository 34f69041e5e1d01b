import {
  to = gatehouse_okta_auth_server_policy_rule.batch
  id = "aus1abcd2EFGH3ijk4x7/00p1abcd2EFGH3ijk4x7/0pr1abcd2EFGH3ijk4x7"
}
