list "gatehouse_anypoint_connected_app" "pipelines" {
  provider         = gatehouse
  include_resource = true

  config {
    search = "pipeline"
  }
}
