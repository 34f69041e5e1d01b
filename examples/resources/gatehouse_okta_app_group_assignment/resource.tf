data "gatehouse_okta_group" "everyone" {
  name = "Everyone"
}

data "gatehouse_anypoint_client_application" "card" {
  name = "Card Application"
}

# The client that Anypoint registered is an app of Okta's.
resource "gatehouse_okta_app_group_assignment" "everyone" {
  app_id   = data.gatehouse_anypoint_client_application.card.client_id
  group_id = data.gatehouse_okta_group.everyone.id
}
