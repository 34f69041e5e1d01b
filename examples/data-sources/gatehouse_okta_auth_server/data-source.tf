# By its exact name; by its identifier with id.
data "gatehouse_okta_auth_server" "default" {
  name = "default"
}
