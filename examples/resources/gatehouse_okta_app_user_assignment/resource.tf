data "gatehouse_okta_user" "first" {
  login = "admin@example.com"
}

data "gatehouse_anypoint_client_application" "card" {
  name = "Card Application"
}

# The client that Anypoint registered, for one person first.
resource "gatehouse_okta_app_user_assignment" "first" {
  app_id  = data.gatehouse_anypoint_client_application.card.client_id
  user_id = data.gatehouse_okta_user.first.id
}
