data "gatehouse_okta_auth_servers" "all" {}

output "issuers" {
  value = data.gatehouse_okta_auth_servers.all.auth_servers[*].issuer
}
