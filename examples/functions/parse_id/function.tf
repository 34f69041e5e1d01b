output "scope" {
  value = provider::gatehouse::parse_id("gatehouse_okta_auth_server_scope", "aus1/scp2") # { auth_server_id = "aus1", id = "scp2" }
}
