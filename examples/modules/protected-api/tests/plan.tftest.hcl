# Plans of the whole module, with settings that are made up: nothing of it is on
# a platform yet, so that a plan needs no answer from one. It shows what becomes
# of the variables, and which are refused.
provider "gatehouse" {
  max_tries = 1 # nobody answers, and nobody has to

  okta = {
    org_url   = "https://okta.invalid"
    api_token = "not-a-token"
  }
  anypoint = {
    base_url        = "https://anypoint.invalid"
    access_token    = "not-a-token"
    organization_id = "5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b"
    environment_id  = "7a6b5c4d-3e2f-4a1b-9c8d-0e1f2a3b4c5d"
  }
}

variables {
  name               = "cards"
  backend_url        = "https://backend.example.com/cards"
  registration_token = "not-a-token"
  scopes = {
    "cards.read"  = { description = "See cards.", methods = ["HEAD", "GET"] }
    "cards.write" = { description = "Issue and block cards.", methods = ["POST", "PUT", "PATCH", "DELETE"] }
  }
  consumers = {
    shop        = { description = "The web shop", scopes = ["cards.read"] }
    back-office = { description = "Issues cards", scopes = ["cards.read", "cards.write"], redirect_uris = ["https://office.example.com/callback"] }
  }
}

run "what_follows_from_the_name" {
  command = plan

  assert {
    condition     = one(gatehouse_okta_auth_server.this.audiences) == "api://cards"
    error_message = "The audience is made of the name."
  }
  assert {
    condition     = gatehouse_anypoint_api_instance.this.endpoint.proxy_uri == "http://0.0.0.0:8081/cards"
    error_message = "The gateway listens on port 8081, at the name."
  }
}

run "a_policy_for_each_scope_and_one_for_any_call" {
  command = plan

  assert {
    condition     = length(gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.scope) == 2
    error_message = "Each scope has a policy."
  }
  assert {
    condition     = one(gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.scope["cards.read"].pointcut).method_regex == "GET|HEAD"
    error_message = "The policy of a scope is for its methods."
  }
  assert {
    condition     = gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.any.pointcut == null
    error_message = "One policy is for every call."
  }
}

run "wrong_names_are_refused" {
  command = plan
  variables {
    name = "Cards API"
  }
  expect_failures = [var.name]
}

run "an_api_without_scopes_is_refused" {
  command = plan
  variables {
    scopes    = {}
    consumers = {}
  }
  expect_failures = [var.scopes]
}

run "a_method_with_two_scopes_is_refused" {
  command = plan
  variables {
    scopes = {
      "cards.read" = { description = "See cards.", methods = ["GET"] }
      "cards.list" = { description = "List cards.", methods = ["GET"] }
    }
    consumers = {}
  }
  expect_failures = [var.scopes]
}

run "a_consumer_with_an_unknown_scope_is_refused" {
  command = plan
  variables {
    consumers = { shop = { description = "The web shop", scopes = ["cards.delete"] } }
  }
  expect_failures = [var.consumers]
}

run "lifetimes_that_okta_refuses_are_refused" {
  command = plan
  variables {
    token_lifetime_minutes = 4
  }
  expect_failures = [var.token_lifetime_minutes]
}

run "a_token_with_its_scheme_is_refused" {
  command = plan
  variables {
    registration_token = "SSWS not-a-token"
  }
  expect_failures = [var.registration_token]
}
