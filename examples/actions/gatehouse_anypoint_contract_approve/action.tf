variable "contract_id" {
  description = "The contract to approve."
  type        = string
}

# terraform apply -invoke=action.gatehouse_anypoint_contract_approve.card
action "gatehouse_anypoint_contract_approve" "card" {
  config {
    api_instance_id = "15476800"
    contract_id     = var.contract_id
  }
}
