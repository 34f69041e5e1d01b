resource "gatehouse_okta_app_group_assignment" "one" {
  app_id   = gatehouse_okta_app_oauth.web.id
  group_id = gatehouse_okta_group.g.id
}

moved {
  from = okta_app_group_assignment.one
  to   = gatehouse_okta_app_group_assignment.one
}

resource "gatehouse_okta_app_group_assignments" "portal" {
  app_id        = gatehouse_okta_app_oauth.portal.id
  authoritative = true
  group = [
    {
      id       = gatehouse_okta_group.g.id
      priority = 1
    },
  ]
}

moved {
  from = okta_app_group_assignments.portal
  to   = gatehouse_okta_app_group_assignments.portal
}

resource "gatehouse_okta_app_user_assignment" "grace" {
  app_id   = gatehouse_okta_app_oauth.portal.id
  user_id  = var.first_user_id
  username = "grace@example.com"
}

moved {
  from = okta_app_user.grace
  to   = gatehouse_okta_app_user_assignment.grace
}

resource "gatehouse_okta_app_access_policy_assignment" "portal" {
  app_id    = gatehouse_okta_app_oauth.portal.id
  policy_id = var.access_policy_id
}

moved {
  from = okta_app_access_policy_assignment.portal
  to   = gatehouse_okta_app_access_policy_assignment.portal
}

resource "gatehouse_okta_app_oauth_api_scope" "partner" {
  app_id = gatehouse_okta_app_oauth.partner.id
  scopes = ["okta.groups.read", "okta.users.read"]
}

moved {
  from = okta_app_oauth_api_scope.partner
  to   = gatehouse_okta_app_oauth_api_scope.partner
}
