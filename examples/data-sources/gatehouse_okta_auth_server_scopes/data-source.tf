data "gatehouse_okta_auth_server_scopes" "all" {
  auth_server_id = "default"
}

output "published" {
  value = [for s in data.gatehouse_okta_auth_server_scopes.all.scopes : s.name if s.metadata_publish == "ALL_CLIENTS"]
}
