data "gatehouse_anypoint_client_applications" "cards" {
  query = "Card"
}

output "applications" {
  value = { for a in data.gatehouse_anypoint_client_applications.cards.client_applications : a.name => a.id }
}
