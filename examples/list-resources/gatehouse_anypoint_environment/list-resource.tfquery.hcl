list "gatehouse_anypoint_environment" "all" {
  provider         = gatehouse
  include_resource = true

  config {
    type = "sandbox"
  }
}
