# An API with a specification
#
# It is written in place here; a file on disk is given by its `path`.

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
