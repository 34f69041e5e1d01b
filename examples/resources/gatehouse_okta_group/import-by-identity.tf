import {
  to = gatehouse_okta_group.operators
  identity = {
    id = "00g1abcd2EFGH3ijk4x7"
  }
}
