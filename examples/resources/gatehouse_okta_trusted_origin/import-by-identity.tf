import {
  to = gatehouse_okta_trusted_origin.portal
  identity = {
    id = "tos1abcd2EFGH3ijk4x7"
  }
}
