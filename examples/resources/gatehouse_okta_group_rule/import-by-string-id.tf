import {
  to = gatehouse_okta_group_rule.operators
  id = "0pr5lmno6PQRS7tuv8x7"
}
