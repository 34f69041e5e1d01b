variable "contract_id" {
  description = "The contract to restore."
  type        = string
}

# terraform apply -invoke=action.gatehouse_anypoint_contract_restore.card
action "gatehouse_anypoint_contract_restore" "card" {
  config {
    api_instance_id = "15476800"
    contract_id     = var.contract_id
  }
}
