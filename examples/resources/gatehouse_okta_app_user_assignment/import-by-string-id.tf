import {
  to = gatehouse_okta_app_user_assignment.first
  id = "0oa1abcd2EFGH3ijk4x7/00u1abcd2EFGH3ijk4x7"
}
