# Applies the module, calls the API, and takes everything away again. The
# provider's settings come from the environment: what the simulator prints, or
# those of a tenant for tests. TF_VAR_registration_token, TF_VAR_backend_url and
# TF_VAR_api_url are the rest.
variables {
  name      = "cards"
  proxy_uri = "http://0.0.0.0:8402/cards"
  scopes = {
    "cards.read"  = { description = "See cards.", methods = ["GET", "HEAD"] }
    "cards.write" = { description = "Issue and block cards.", methods = ["POST", "PUT", "PATCH", "DELETE"] }
  }
}

run "one_consumer" {
  variables {
    consumers = {
      shop = { description = "The web shop", scopes = ["cards.read"] }
    }
  }

  assert {
    condition     = endswith(output.token_url, "/v1/token") && startswith(output.token_url, output.issuer)
    error_message = "Tokens come from the API's own authorization server."
  }
  assert {
    condition     = can(regex("^0oa", output.consumers["shop"].client_id))
    error_message = "The client of a consumer is an app of Okta's."
  }
}

run "it_gets_in_by_its_scope_and_nobody_else_does" {
  module {
    source = "./tests/call"
  }
  variables {
    token_url      = run.one_consumer.token_url
    application_id = run.one_consumer.consumers["shop"].application_id
    scope          = "cards.read"
  }

  assert {
    condition     = output.with_token == 200
    error_message = "The shop reads: ${output.with_token}"
  }
  assert {
    condition     = contains([400, 401], output.without)
    error_message = "The API answers without a token: ${output.without}"
  }
  assert {
    condition     = output.by_a_method_of_another_scope == 403
    error_message = "The shop writes with a token for reading: ${output.by_a_method_of_another_scope}"
  }
  assert {
    condition     = output.by_a_method_of_no_scope == 200
    error_message = "Another method takes any of the scopes: ${output.by_a_method_of_no_scope}"
  }
}

run "one_consumer_more" {
  variables {
    consumers = {
      shop        = { description = "The web shop", scopes = ["cards.read"] }
      back-office = { description = "Issues cards", scopes = ["cards.read", "cards.write"] }
    }
  }

  assert {
    condition     = length(output.consumers) == 2
    error_message = "There are two consumers."
  }
}

run "the_first_still_gets_in" {
  module {
    source = "./tests/call"
  }
  variables {
    token_url      = run.one_consumer_more.token_url
    application_id = run.it_gets_in_by_its_scope_and_nobody_else_does.application_id # as it was before
    scope          = "cards.read"
  }

  assert {
    condition     = output.with_token == 200
    error_message = "The shop reads as before: ${output.with_token}"
  }
}
