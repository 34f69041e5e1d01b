resource "gatehouse_anypoint_environment" "payments" {
  name = "Payments"
  type = "sandbox"
}
