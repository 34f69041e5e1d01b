variable "contract_id" {
  description = "The contract to reject."
  type        = string
}

# terraform apply -invoke=action.gatehouse_anypoint_contract_reject.card
action "gatehouse_anypoint_contract_reject" "card" {
  config {
    api_instance_id = "15476800"
    contract_id     = var.contract_id
  }
}
