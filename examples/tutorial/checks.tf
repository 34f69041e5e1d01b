# Steps 9 and 10: a token by client credentials, and a call with it.
check "a_consumer_with_a_contract_gets_in" {
  data "gatehouse_api_probe" "granted" {
    url                   = var.api_url
    client_application_id = gatehouse_anypoint_client_application.card.id # its secret is fetched and used, never shown
    token_url             = data.gatehouse_okta_auth_server_metadata.default.token_endpoint
    scopes                = [gatehouse_okta_auth_server_scope.mulescope.name]

    depends_on = [
      gatehouse_anypoint_contract.card,
      gatehouse_okta_app_group_assignment.everyone,
      gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card,
    ]
  }

  assert {
    condition     = data.gatehouse_api_probe.granted.status_code == 200
    error_message = "The API refused a valid token: ${data.gatehouse_api_probe.granted.status_code} ${data.gatehouse_api_probe.granted.body}"
  }
}

check "nobody_else_does" {
  data "gatehouse_api_probe" "refused" {
    url        = var.api_url
    depends_on = [gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card]
  }

  assert {
    condition     = contains([400, 401], data.gatehouse_api_probe.refused.status_code)
    error_message = "The API answers without a token: ${data.gatehouse_api_probe.refused.status_code}"
  }
}
