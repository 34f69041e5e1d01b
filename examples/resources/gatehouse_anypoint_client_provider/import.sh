terraform import gatehouse_anypoint_client_provider.okta 68ef9520-24e9-4cf2-b2f5-620025690913/5f6c8e2a-9d0f-4c52-8c1b-2f7d3a1e4b60
