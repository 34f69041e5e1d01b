import {
  to = gatehouse_okta_auth_server.example
  id = "aus1abc2def3ghi4j5d7"
}
