# Each configuration of the provider signs in by itself. What is left out comes
# from the environment.
provider "gatehouse" {
  okta = { org_url = "https://staff.okta.com" }
}

provider "gatehouse" {
  alias = "customers"
  okta = {
    org_url   = "https://customers.okta.com"
    api_token = var.customers_api_token
  }
}

variable "customers_api_token" {
  type      = string
  ephemeral = true
}

resource "gatehouse_okta_auth_server" "customers" {
  provider  = gatehouse.customers
  name      = "Customers"
  audiences = ["api://customers"]
}
