resource "okta_group" "g" {
  name        = "team-orders"
  description = "The team"
}

resource "okta_group_rule" "gr" {
  name              = "by department"
  expression_value  = "user.department==\"Orders\""
  group_assignments = [okta_group.g.id]
}

resource "okta_trusted_origin" "o" {
  name   = "spa"
  origin = "https://spa.example.com"
  scopes = ["CORS", "REDIRECT"]
}
