data "gatehouse_okta_api_token" "anypoint" {
  name = "Anypoint registers clients"
}

# Tokens end after 30 days without use: be warned a week before.
check "the_token_of_anypoint_lives_on" {
  assert {
    condition     = timecmp(data.gatehouse_okta_api_token.anypoint.expires_at, timeadd(plantimestamp(), "168h")) > 0
    error_message = "The API token with which Anypoint registers clients ends at ${data.gatehouse_okta_api_token.anypoint.expires_at}."
  }
}
