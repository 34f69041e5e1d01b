list "gatehouse_okta_auth_server_trusted_servers" "all" {
  provider         = gatehouse
  include_resource = true
}
