import {
  to = gatehouse_okta_auth_server_policy_client.example
  identity = {
    auth_server_id = "aus1abc2def3ghi4j5d7"
    policy_id      = "00p1abc2def3ghi4j5d7"
    client_id      = "0oa1abc2def3ghi4j5d7"
  }
}
