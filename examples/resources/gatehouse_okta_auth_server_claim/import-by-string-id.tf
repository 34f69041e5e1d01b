import {
  to = gatehouse_okta_auth_server_claim.department
  id = "aus1abcd2EFGH3ijk4x7/ocl1abcd2EFGH3ijk4x7"
}
