# What is there? First these, whose list needs nothing.
list "gatehouse_okta_auth_server" "server" {
  provider = gatehouse
  config {
    q = "payments"
  }
}

list "gatehouse_okta_group" "group" {
  provider = gatehouse
  config {
    q = "Payments"
  }
}

list "gatehouse_anypoint_api_instance" "api" {
  provider = gatehouse
}
