data "gatehouse_anypoint_environment" "sandbox" {
  name = "Sandbox"
}
