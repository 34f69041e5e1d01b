terraform import gatehouse_anypoint_automated_policy.limit 5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b/7a6b5c4d-3e2f-4a1b-9c8d-0e1f2a3b4c5d/4711
