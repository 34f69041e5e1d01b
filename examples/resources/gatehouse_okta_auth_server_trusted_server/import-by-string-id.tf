import {
  to = gatehouse_okta_auth_server_trusted_server.partner
  id = "aus1abcd2EFGH3ijk4x7/aus5lmno6PQRS7tuv8x7"
}
