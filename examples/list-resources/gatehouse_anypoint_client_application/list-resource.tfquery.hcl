list "gatehouse_anypoint_client_application" "cards" {
  provider = gatehouse
  config {
    query = "Card"
  }
}
