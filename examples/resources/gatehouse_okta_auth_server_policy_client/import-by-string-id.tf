import {
  to = gatehouse_okta_auth_server_policy_client.example
  id = "aus1abc2def3ghi4j5d7/00p1abc2def3ghi4j5d7/0oa1abc2def3ghi4j5d7"
}
