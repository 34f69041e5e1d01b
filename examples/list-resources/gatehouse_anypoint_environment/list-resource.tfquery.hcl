list "gatehouse_anypoint_environment" "sandboxes" {
  provider         = gatehouse
  include_resource = true

  config {
    type = "sandbox"
  }
}
