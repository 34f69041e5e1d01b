import {
  to = gatehouse_okta_auth_server_claim.example
  id = "aus1abc2def3ghi4j5d7/ocl1abc2def3ghi4j5d7"
}
