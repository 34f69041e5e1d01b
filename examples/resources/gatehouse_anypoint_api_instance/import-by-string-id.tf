import {
  to = gatehouse_anypoint_api_instance.card
  id = "68a3b1de-0c4e-4a57-9a8e-5d1f3c2b7a90/0f3d9c52-7be1-4c8f-8e57-2b6a4d1c9e03/19283746"
}
