import {
  to = gatehouse_okta_app_group_assignments.card
  id = "0oa1abcd2EFGH3ijk4x7"
}
