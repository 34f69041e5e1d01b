terraform import gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement.card '<organization_id>/<environment_id>/<api_instance_id>/<id>'
