import {
  to = gatehouse_okta_app_access_policy_assignment.portal
  id = "0oa1abcd2EFGH3ijk4x7"
}
