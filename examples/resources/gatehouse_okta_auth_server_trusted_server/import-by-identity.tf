import {
  to = gatehouse_okta_auth_server_trusted_server.partner
  identity = {
    auth_server_id    = "aus1abcd2EFGH3ijk4x7"
    trusted_server_id = "aus5lmno6PQRS7tuv8x7"
  }
}
