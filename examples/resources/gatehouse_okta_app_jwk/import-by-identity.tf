import {
  to = gatehouse_okta_app_jwk.signing
  identity = {
    app_id = "0oa1abcd2EFGH3ijk4x7"
    id     = "pks1abcd2EFGH3ijk4x7"
  }
}
