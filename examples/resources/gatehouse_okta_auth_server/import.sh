# The identifying attributes, joined by a slash.
terraform import gatehouse_okta_auth_server.example aus1abc2def3ghi4j5d7
