import {
  to = gatehouse_anypoint_environment.payments
  identity = {
    organization_id = "68ef9520-24e9-4cf2-b2f5-620025690913"
    id              = "7074fcdd-9b23-4ab3-97c8-5db5f4adf17d"
  }
}
