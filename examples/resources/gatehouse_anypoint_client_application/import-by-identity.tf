import {
  to = gatehouse_anypoint_client_application.card
  identity = {
    organization_id = "5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b"
    id              = "139022"
  }
}
