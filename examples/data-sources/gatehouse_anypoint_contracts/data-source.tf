# Who waits for an approval.
data "gatehouse_anypoint_contracts" "pending" {
  api_instance_id = "15476800"
  status          = "PENDING"
}

output "pending" {
  value = data.gatehouse_anypoint_contracts.pending.contracts[*].application_id
}
