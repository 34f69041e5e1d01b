variable "access_token" {
  type      = string
  ephemeral = true
}

# Fails the run, with a message of its own, unless the API lets the token in.
ephemeral "gatehouse_api_probe" "card" {
  url           = "https://api.example.com/card"
  access_token  = var.access_token
  expect_status = 200
}
