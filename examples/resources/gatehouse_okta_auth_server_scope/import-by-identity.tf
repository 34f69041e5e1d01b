import {
  to = gatehouse_okta_auth_server_scope.read_cards
  identity = {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    id             = "scp1abcd2EFGH3ijk4x7"
  }
}
