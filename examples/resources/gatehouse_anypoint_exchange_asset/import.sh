terraform import gatehouse_anypoint_exchange_asset.card 68ef9520-24e9-4cf2-b2f5-620025690913/card-api/1.0.0
