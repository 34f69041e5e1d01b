resource "gatehouse_anypoint_environment" "staging" {
  name = "Staging"
  type = "sandbox"
}
