import {
  to = gatehouse_okta_app_group_assignment.everyone
  identity = {
    app_id   = "0oa1abcd2EFGH3ijk4x7"
    group_id = "00g1abcd2EFGH3ijk4x7"
  }
}
