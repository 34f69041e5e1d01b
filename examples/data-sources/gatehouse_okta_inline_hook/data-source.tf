data "gatehouse_okta_inline_hook" "claims" {
  name = "Claims of the card API"
}
