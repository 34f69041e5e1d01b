import {
  to = gatehouse_anypoint_client_provider_openam.openam
  identity = {
    organization_id = "68a3b1de-0c4e-4a57-9a8e-5d1f3c2b7a90"
    id              = "2e71d283-6248-4c81-98eb-e254a89b7e0a"
  }
}
