variable "api_instance_id" {
  description = "The identifier of the API instance."
  type        = string
}

resource "gatehouse_anypoint_api_policy_a2a_agent_card" "card" {
  api_instance_id = var.api_instance_id

  configuration = {
    card_path    = "/.well-known/agent-card.json"
    consumer_url = "https://agents.example.com/cards"
  }
}
