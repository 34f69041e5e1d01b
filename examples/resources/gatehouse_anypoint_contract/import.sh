terraform import gatehouse_anypoint_contract.card '<organization_id>/<environment_id>/<api_instance_id>/<id>'
