import {
  to = gatehouse_okta_auth_server_scope.example
  id = "aus1abc2def3ghi4j5d7/scp1abc2def3ghi4j5d7"
}
