data "gatehouse_anypoint_me" "current" {}

data "gatehouse_anypoint_connected_app" "current" {
  id = data.gatehouse_anypoint_me.current.id
}

output "audience" {
  value = data.gatehouse_anypoint_connected_app.current.audience
}
