terraform import gatehouse_anypoint_client_application.card '<organization_id>/<id>'
