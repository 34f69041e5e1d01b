data "gatehouse_okta_app_oauth" "portal" {
  label = "Customer portal"
}
