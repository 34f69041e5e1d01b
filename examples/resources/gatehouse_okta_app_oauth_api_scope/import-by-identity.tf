import {
  to = gatehouse_okta_app_oauth_api_scope.job
  identity = {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
