resource "gatehouse_okta_app_oauth" "portal" {
  label                  = "Portal"
  type                   = "web"
  grant_types            = ["authorization_code", "refresh_token"]
  response_types         = ["code"]
  redirect_uris          = ["https://portal.example.com/cb"]
  refresh_token_rotation = "ROTATE"
  refresh_token_leeway   = 30

  groups_claim = {
    type        = "FILTER"
    filter_type = "STARTS_WITH"
    name        = "groups"
    value       = "team-"
  }

  network = {
    connection = "ZONE"
    include    = [var.office_zone_id]
  }
}

moved {
  from = okta_app_oauth.portal
  to   = gatehouse_okta_app_oauth.portal
}

resource "gatehouse_okta_app_oauth" "partner" {
  label                      = "Partner job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"

  jwks = [
    {
      kid = "rsa-1"
      kty = "RSA"
      e   = "AQAB"
      n   = var.partner_modulus
    },
    {
      kid = "ec-1"
      kty = "EC"
      x   = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
      y   = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
    },
  ]

  timeouts {
    create = "30m"
  }
}

moved {
  from = okta_app_oauth.partner
  to   = gatehouse_okta_app_oauth.partner
}
