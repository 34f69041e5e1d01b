variable "ldap_server_user_password" {
  description = "The password of the user that searches the directory."
  type        = string
  ephemeral   = true
}

variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_ldap_authentication" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    ldap_search_base                     = "ou=people,dc=example,dc=com"
    ldap_search_filter                   = "(uid={0})"
    ldap_server_url                      = "ldap://directory.example.com:389"
    ldap_server_user_dn                  = "cn=reader,dc=example,dc=com"
    ldap_server_user_password_wo         = var.ldap_server_user_password
    ldap_server_user_password_wo_version = 1
  }
}
