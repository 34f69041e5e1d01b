import {
  to = gatehouse_okta_auth_server_trusted_servers.example
  id = "aus1abc2def3ghi4j5d7"
}
