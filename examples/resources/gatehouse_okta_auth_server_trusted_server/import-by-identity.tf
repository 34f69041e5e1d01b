import {
  to = gatehouse_okta_auth_server_trusted_server.example
  identity = {
    auth_server_id    = "aus1abc2def3ghi4j5d7"
    trusted_server_id = "aus6klm7nop8qrs9t5d7"
  }
}
