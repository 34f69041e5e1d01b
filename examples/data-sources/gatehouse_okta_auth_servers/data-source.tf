data "gatehouse_okta_auth_servers" "all" {}
