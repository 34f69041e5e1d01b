import {
  to = gatehouse_okta_auth_server_policy_client.card
  id = "aus1abcd2EFGH3ijk4x7/00p1abcd2EFGH3ijk4x7/0oa1abcd2EFGH3ijk4x7"
}
