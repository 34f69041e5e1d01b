data "gatehouse_anypoint_me" "current" {}

# Says what is missing before the platform refuses.
check "permissions" {
  assert {
    condition     = !data.gatehouse_anypoint_me.current.scopes_known || contains(data.gatehouse_anypoint_me.current.scopes[*].scope, "manage:api_policies")
    error_message = "Grant the scope Manage Policies to the connected app."
  }
}
