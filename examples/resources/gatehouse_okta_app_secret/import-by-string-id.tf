import {
  to = gatehouse_okta_app_secret.november
  id = "0oa1abcd2EFGH3ijk4x7/ocs1abcd2EFGH3ijk4x7"
}
