resource "okta_app_oauth" "portal" {
  label                  = "Portal"
  type                   = "web"
  grant_types            = ["authorization_code", "refresh_token"]
  response_types         = ["code"]
  redirect_uris          = ["https://portal.example.com/cb"]
  client_basic_secret    = var.portal_secret
  refresh_token_rotation = "ROTATE"
  refresh_token_leeway   = 30

  groups_claim {
    type        = "FILTER"
    filter_type = "STARTS_WITH"
    name        = "groups"
    value       = "team-"
  }

  network {
    connection = "ZONE"
    include    = [var.office_zone_id]
  }
}

resource "okta_app_oauth" "partner" {
  label                      = "Partner job"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
  omit_secret                = true

  jwks {
    kid = "rsa-1"
    kty = "RSA"
    e   = "AQAB"
    n   = var.partner_modulus
  }

  jwks {
    kid = "ec-1"
    kty = "EC"
    x   = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
    y   = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
  }

  timeouts {
    create = "30m"
  }
}
