# With every new quarter
#
# A change of the variable rotates the secret in the same apply.

variable "quarter" {
  description = "Such as 2027-Q1."
  type        = string
}

resource "gatehouse_okta_app_oauth" "portal" {
  label         = "Customer portal"
  type          = "web"
  redirect_uris = ["https://portal.example.com/callback"]
}

resource "terraform_data" "quarter" {
  input = var.quarter

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.gatehouse_okta_app_secret_rotate.portal]
    }
  }
}

action "gatehouse_okta_app_secret_rotate" "portal" {
  config {
    app_id = gatehouse_okta_app_oauth.portal.id
  }
}
