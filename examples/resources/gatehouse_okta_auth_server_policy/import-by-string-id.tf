import {
  to = gatehouse_okta_auth_server_policy.example
  id = "aus1abc2def3ghi4j5d7/00p1abc2def3ghi4j5d7"
}
