terraform import gatehouse_anypoint_exchange_asset.card 68a3b1de-0c4e-4a57-9a8e-5d1f3c2b7a90/card-api/1.0.0
