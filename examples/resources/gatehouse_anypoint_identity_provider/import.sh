terraform import gatehouse_anypoint_identity_provider.okta 68a3b1de-0c4e-4a57-9a8e-5d1f3c2b7a90/5b0f8f0e-6c1d-4a37-9d4e-2f6a7c1b3e58
