import {
  to = gatehouse_okta_app_group_assignments.portal
  identity = {
    app_id = "0oa1abcd2EFGH3ijk4x7"
  }
}
