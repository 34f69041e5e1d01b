import {
  to = gatehouse_okta_app_user_assignment.first
  identity = {
    app_id  = "0oa1abcd2EFGH3ijk4x7"
    user_id = "00u1abcd2EFGH3ijk4x7"
  }
}
