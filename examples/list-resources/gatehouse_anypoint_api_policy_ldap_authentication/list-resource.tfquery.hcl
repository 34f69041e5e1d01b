list "gatehouse_anypoint_api_policy_ldap_authentication" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
