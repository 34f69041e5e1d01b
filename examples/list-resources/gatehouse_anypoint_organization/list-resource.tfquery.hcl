list "gatehouse_anypoint_organization" "all" {
  provider         = gatehouse
  include_resource = true
}
