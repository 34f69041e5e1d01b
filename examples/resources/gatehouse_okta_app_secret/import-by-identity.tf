import {
  to = gatehouse_okta_app_secret.november
  identity = {
    app_id = "0oa1abcd2EFGH3ijk4x7"
    id     = "ocs1abcd2EFGH3ijk4x7"
  }
}
