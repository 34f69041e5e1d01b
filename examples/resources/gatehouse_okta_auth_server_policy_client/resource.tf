data "gatehouse_okta_auth_server_policy" "shared" {
  auth_server_id = "aus1abcd2EFGH3ijk4x7"
  name           = "Registered clients"
}

data "gatehouse_anypoint_client_application" "card" {
  name = "Card Application"
}

# Lets the client that Anypoint registered get tokens, without owning the list
# of the policy's clients.
resource "gatehouse_okta_auth_server_policy_client" "card" {
  auth_server_id = "aus1abcd2EFGH3ijk4x7"
  policy_id      = data.gatehouse_okta_auth_server_policy.shared.id
  client_id      = data.gatehouse_anypoint_client_application.card.client_id
}
