import {
  to = gatehouse_okta_auth_server_claim.department
  identity = {
    auth_server_id = "aus1abcd2EFGH3ijk4x7"
    id             = "ocl1abcd2EFGH3ijk4x7"
  }
}
