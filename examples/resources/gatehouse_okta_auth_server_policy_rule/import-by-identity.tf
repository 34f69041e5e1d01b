import {
  to = gatehouse_okta_auth_server_policy_rule.example
  identity = {
    auth_server_id = "aus1abc2def3ghi4j5d7"
    policy_id      = "00p1abc2def3ghi4j5d7"
    id             = "0pr1abc2def3ghi4j5d7"
  }
}
