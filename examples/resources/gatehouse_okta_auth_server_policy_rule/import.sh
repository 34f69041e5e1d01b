# The identifying attributes, joined by a slash.
terraform import gatehouse_okta_auth_server_policy_rule.example aus1abc2def3ghi4j5d7/00p1abc2def3ghi4j5d7/0pr1abc2def3ghi4j5d7
