import {
  to = gatehouse_okta_app_access_policy_assignment.card
  id = "0oa1abcd2EFGH3ijk4x7"
}
