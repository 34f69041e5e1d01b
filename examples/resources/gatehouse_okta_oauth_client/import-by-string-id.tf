import {
  to = gatehouse_okta_oauth_client.batch
  id = "0oa1abcd2EFGH3ijk4x7"
}
