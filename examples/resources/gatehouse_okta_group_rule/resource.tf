data "gatehouse_okta_group" "operators" {
  name = "Payments operators"
}

resource "gatehouse_okta_group_rule" "operators" {
  name              = "Operators by department"
  expression_value  = "user.department==\"Payments\""
  group_assignments = [data.gatehouse_okta_group.operators.id]
}
