import {
  to = gatehouse_okta_auth_server_policy_client.card
  identity = {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    policy_id      = "00p1abcd2EFGH3ijk4x7"
    client_id      = "0oa1abcd2EFGH3ijk4x7"
  }
}
