# The part without secrets, with a provider that is made up: no network, no
# credentials, a second. It applies, too; the mock invents what a platform would.
mock_provider "gatehouse" {
  mock_resource "gatehouse_anypoint_client_application" {
    defaults = {
      client_id = "0oa1abcd2EFGH3ijk4x7"
    }
  }
}

variables {
  auth_server_id         = "aus1abcd2EFGH3ijk4x7"
  api_instance_id        = "19876543"
  scope_names            = { "cards.read" = "cards.read", "cards.write" = "cards.write" }
  token_lifetime_minutes = 15
  consumers = {
    shop        = { description = "The web shop", scopes = ["cards.read"] }
    back-office = { description = "Issues cards", scopes = ["cards.read", "cards.write"], redirect_uris = ["https://office.example.com/callback"] }
  }
}

run "everything_that_a_consumer_needs" {
  command = plan
  module {
    source = "./consumers"
  }

  assert {
    condition = alltrue([for names in [
      keys(gatehouse_anypoint_client_application.this), keys(gatehouse_anypoint_contract.this),
      keys(gatehouse_okta_auth_server_policy.this), keys(gatehouse_okta_auth_server_policy_rule.this),
    ] : toset(names) == toset(["shop", "back-office"])])
    error_message = "An application, a contract, a policy and a rule for each consumer."
  }
  assert {
    condition     = gatehouse_okta_auth_server_policy_rule.this["shop"].scope_whitelist == toset(["cards.read"])
    error_message = "A consumer gets its scopes and no others."
  }
  assert {
    condition     = gatehouse_anypoint_client_application.this["back-office"].redirect_uris == toset(["https://office.example.com/callback"])
    error_message = "People come back to where the consumer says."
  }
}

run "the_policy_names_the_client_that_anypoint_registered" {
  module {
    source = "./consumers"
  }

  assert {
    condition     = gatehouse_okta_auth_server_policy.this["shop"].client_whitelist == toset(["0oa1abcd2EFGH3ijk4x7"])
    error_message = "Okta gives tokens to the client of the application."
  }
  assert {
    condition     = output.consumers["shop"].client_id == "0oa1abcd2EFGH3ijk4x7"
    error_message = "The output has the client's id."
  }
}
