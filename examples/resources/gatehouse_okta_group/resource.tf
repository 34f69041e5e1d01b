resource "gatehouse_okta_group" "operators" {
  name        = "Payments operators"
  description = "People who may use the payments client."
}
