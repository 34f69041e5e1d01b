data "gatehouse_anypoint_environments" "sandboxes" {
  type = "sandbox"
}

output "sandboxes" {
  value = data.gatehouse_anypoint_environments.sandboxes.environments[*].name
}
