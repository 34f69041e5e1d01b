# All that the stages differ in stands here, side by side.
locals {
  stages = {
    dev        = { environment = "Design", minutes = 60, backend = "https://dev.backend.example.com/cards" }
    staging    = { environment = "Sandbox", minutes = 15, backend = "https://staging.backend.example.com/cards" }
    production = { environment = "Production", minutes = 15, backend = "https://backend.example.com/cards" }
  }
  stage = local.stages[var.stage]
}

data "gatehouse_anypoint_environment" "this" {
  name = local.stage.environment
}

# The pipeline that builds the API publishes its versions in Exchange, once for
# all stages. A version that is not there fails the plan.
data "gatehouse_anypoint_exchange_asset" "cards" {
  asset_id = "cards"
  version  = var.releases[var.stage]
}

# The same block for each stage: what has worked in one works in the next.
module "cards" {
  source = "../modules/protected-api"

  name                   = "cards-${var.stage}"
  environment_id         = data.gatehouse_anypoint_environment.this.id
  backend_url            = local.stage.backend
  token_lifetime_minutes = local.stage.minutes
  registration_token     = var.okta_api_token
  asset = {
    group_id = data.gatehouse_anypoint_exchange_asset.cards.group_id
    asset_id = data.gatehouse_anypoint_exchange_asset.cards.asset_id
    version  = data.gatehouse_anypoint_exchange_asset.cards.version
  }
  scopes = {
    "cards.read" = { description = "See cards.", methods = ["GET", "HEAD"] }
  }
  consumers = {
    "shop-${var.stage}" = { description = "The web shop", scopes = ["cards.read"] }
  }
}

output "release" {
  description = "What the stage has."
  value       = data.gatehouse_anypoint_exchange_asset.cards.version
}
