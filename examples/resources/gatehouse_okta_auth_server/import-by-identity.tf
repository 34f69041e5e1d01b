import {
  to = gatehouse_okta_auth_server.payments
  identity = {
    id = "aus1abcd2EFGH3ijk4x7"
  }
}
