data "gatehouse_okta_users" "payments" {
  search = "profile.department eq \"Payments\""
}
