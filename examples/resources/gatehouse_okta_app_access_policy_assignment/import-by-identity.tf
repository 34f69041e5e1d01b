import {
  to = gatehouse_okta_app_access_policy_assignment.portal
  identity = {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
