# The same backend behind two doors: the staff's org issues the tokens for one,
# the customers' org those for the other. A token of one org is worth nothing at
# the other door.
module "internal" {
  source    = "../modules/protected-api"
  providers = { gatehouse = gatehouse.staff }

  name               = "cards-internal"
  backend_url        = var.backend_url
  registration_token = var.okta.staff.api_token
  scopes = {
    "cards.read"  = { description = "See all cards.", methods = ["GET", "HEAD"] }
    "cards.write" = { description = "Issue and block cards.", methods = ["POST", "PUT", "PATCH", "DELETE"] }
  }
  consumers = {
    back-office = { description = "Issues and blocks cards", scopes = ["cards.read", "cards.write"] }
  }
}

module "public" {
  source    = "../modules/protected-api"
  providers = { gatehouse = gatehouse.customers }

  name               = "cards-public"
  backend_url        = var.backend_url
  registration_token = var.okta.customers.api_token
  scopes = {
    "cards.own" = { description = "See one's own cards.", methods = ["GET", "HEAD"] }
  }
  consumers = {
    shop = { description = "Shows cards in the web shop", scopes = ["cards.own"] }
  }
}

# A resource outside of a module says which org it is in.
resource "gatehouse_okta_trusted_origin" "shop" {
  provider = gatehouse.customers

  name   = "Web shop"
  origin = "https://shop.example.com"
  scopes = ["CORS"]
}

output "issuers" {
  description = "Who issues the tokens for which door."
  value = {
    internal = module.internal.issuer
    public   = module.public.issuer
  }
}
