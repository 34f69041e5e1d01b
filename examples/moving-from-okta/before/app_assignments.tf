resource "okta_app_group_assignment" "one" {
  app_id   = okta_app_oauth.web.id
  group_id = okta_group.g.id
}

resource "okta_app_group_assignments" "portal" {
  app_id = okta_app_oauth.portal.id

  group {
    id       = okta_group.g.id
    priority = 1
    profile  = jsonencode({})
  }
}

resource "okta_app_user" "grace" {
  app_id   = okta_app_oauth.portal.id
  user_id  = var.first_user_id
  username = "grace@example.com"
}

resource "okta_app_access_policy_assignment" "portal" {
  app_id    = okta_app_oauth.portal.id
  policy_id = var.access_policy_id
}

resource "okta_app_oauth_api_scope" "partner" {
  app_id = okta_app_oauth.partner.id
  issuer = var.org_url
  scopes = ["okta.groups.read", "okta.users.read"]
}
