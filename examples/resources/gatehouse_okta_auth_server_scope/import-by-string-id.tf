import {
  to = gatehouse_okta_auth_server_scope.read_cards
  id = "aus1abcd2EFGH3ijk4x7/scp1abcd2EFGH3ijk4x7"
}
