import {
  to = gatehouse_anypoint_organization.payments
  identity = {
    id = "07fd6c5b-0036-48a3-b2af-3194c06bed6c"
  }
}
