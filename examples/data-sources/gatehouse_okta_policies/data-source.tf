data "gatehouse_okta_policies" "active" {
  type   = "ACCESS_POLICY"
  status = "ACTIVE"
}
