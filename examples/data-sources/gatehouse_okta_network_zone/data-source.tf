data "gatehouse_okta_network_zone" "office" {
  name = "LegacyIpZone"
}

# Tokens for this client are asked for from the office only.
resource "gatehouse_okta_app_oauth" "batch" {
  label       = "Nightly batch"
  type        = "service"
  grant_types = ["client_credentials"]

  network = {
    connection = "ZONE"
    include    = [data.gatehouse_okta_network_zone.office.id]
  }
}
