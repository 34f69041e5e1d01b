list "gatehouse_okta_app_group_assignments" "all" {
  provider         = gatehouse
  include_resource = true
}
