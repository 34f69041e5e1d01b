output "api_name" {
  value = provider::gatehouse::autodiscovery_name("5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b", "card-api") # groupId:5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b:assetId:card-api
}
