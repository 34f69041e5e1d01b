data "gatehouse_okta_user" "admin" {
  login = "admin@example.com"
}
