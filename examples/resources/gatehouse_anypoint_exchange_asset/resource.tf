# An API without a specification: the smallest asset that API Manager takes.
resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  description = "Debit and credit cards."
  type        = "http-api"
  api_version = "v1"
  tags        = ["cards", "payments"]
}

# An API with one, written in place. A file on disk is given by its path.
resource "gatehouse_anypoint_exchange_asset" "accounts" {
  asset_id    = "accounts-api"
  version     = "1.2.0"
  name        = "Accounts API"
  type        = "rest-api"
  api_version = "v1"
  main_file   = "api.json"

  files = [{
    classifier = "oas"
    packaging  = "json"
    content = jsonencode({
      openapi = "3.0.3"
      info    = { title = "Accounts API", version = "1.2.0" }
      paths   = {}
    })
  }]

  # An API instance moves to the new version before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}
