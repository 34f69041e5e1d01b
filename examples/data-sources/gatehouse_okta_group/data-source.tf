data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}
