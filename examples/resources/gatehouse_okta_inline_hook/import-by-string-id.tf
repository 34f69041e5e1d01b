import {
  to = gatehouse_okta_inline_hook.claims
  id = "cal1abcd2EFGH3ijk4x7"
}
