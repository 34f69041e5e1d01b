import {
  to = gatehouse_okta_app_oauth.portal
  id = "0oa1abcd2EFGH3ijk4x7"
}
