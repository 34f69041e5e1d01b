data "gatehouse_anypoint_environment" "sandbox" {
  name = "Sandbox"
}

data "gatehouse_anypoint_api_instances" "sandbox" {
  environment_id = data.gatehouse_anypoint_environment.sandbox.id
}
