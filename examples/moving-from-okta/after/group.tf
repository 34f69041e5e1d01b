resource "gatehouse_okta_group" "g" {
  name        = "team-orders"
  description = "The team"
}

moved {
  from = okta_group.g
  to   = gatehouse_okta_group.g
}

resource "gatehouse_okta_group_rule" "gr" {
  name              = "by department"
  expression_value  = "user.department==\"Orders\""
  group_assignments = [gatehouse_okta_group.g.id]
}

moved {
  from = okta_group_rule.gr
  to   = gatehouse_okta_group_rule.gr
}

resource "gatehouse_okta_trusted_origin" "o" {
  name   = "spa"
  origin = "https://spa.example.com"
  scopes = ["CORS", "REDIRECT"]
}

moved {
  from = okta_trusted_origin.o
  to   = gatehouse_okta_trusted_origin.o
}
