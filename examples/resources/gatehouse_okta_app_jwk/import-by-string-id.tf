import {
  to = gatehouse_okta_app_jwk.signing
  id = "0oa1abcd2EFGH3ijk4x7/pks1abcd2EFGH3ijk4x7"
}
