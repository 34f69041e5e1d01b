list "gatehouse_okta_app_access_policy_assignment" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    q = "Card"
  }
}
