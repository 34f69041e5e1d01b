terraform import gatehouse_anypoint_api_policy.rate_limiting '<organization_id>/<environment_id>/<api_instance_id>/<id>'
