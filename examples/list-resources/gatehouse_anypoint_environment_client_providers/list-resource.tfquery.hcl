list "gatehouse_anypoint_environment_client_providers" "all" {
  provider         = gatehouse
  include_resource = true
}
