resource "gatehouse_anypoint_api_policy" "flex_first" {
  api_instance_id = gatehouse_anypoint_api_instance.card_flex.id
  asset_id        = "access-block"
  asset_version   = "1.0.0"
}

resource "gatehouse_anypoint_api_policy" "flex_second" {
  api_instance_id = gatehouse_anypoint_api_instance.card_flex.id
  asset_id        = "mcp-support"
  asset_version   = "1.0.1"
  depends_on      = [gatehouse_anypoint_api_policy.flex_first]
}

resource "gatehouse_anypoint_api_policy_order" "flex" {
  api_instance_id = gatehouse_anypoint_api_instance.card_flex.id
  policy_ids      = [gatehouse_anypoint_api_policy.flex_first.id, gatehouse_anypoint_api_policy.flex_second.id]
}
