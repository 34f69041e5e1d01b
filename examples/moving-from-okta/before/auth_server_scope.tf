resource "okta_auth_server_scope" "s" {
  auth_server_id   = okta_auth_server.a.id
  name             = "orders:read"
  description      = "Read"
  consent          = "REQUIRED"
  metadata_publish = "ALL_CLIENTS"
}
