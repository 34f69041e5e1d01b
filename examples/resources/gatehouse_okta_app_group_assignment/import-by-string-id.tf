import {
  to = gatehouse_okta_app_group_assignment.everyone
  id = "0oa1abcd2EFGH3ijk4x7/00g1abcd2EFGH3ijk4x7"
}
