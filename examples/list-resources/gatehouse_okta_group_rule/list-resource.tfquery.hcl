list "gatehouse_okta_group_rule" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "Operators"
  }
}
