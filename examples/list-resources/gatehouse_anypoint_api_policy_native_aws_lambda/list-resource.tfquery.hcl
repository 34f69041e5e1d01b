list "gatehouse_anypoint_api_policy_native_aws_lambda" "all" {
  provider = gatehouse
  config {
    api_instance_id = "15476800"
  }
}
