# The one that the org starts with
#
# It is taken over: what is not set here stays as it is, and destroying the resource leaves it in Okta.

resource "gatehouse_okta_auth_server" "default" {
  name      = "default"
  audiences = ["api://default"]
  adopt     = true
}
