output "id" {
  value = provider::gatehouse::build_id("gatehouse_okta_auth_server_scope", { auth_server_id = "aus1", id = "scp2" }) # aus1/scp2
}
