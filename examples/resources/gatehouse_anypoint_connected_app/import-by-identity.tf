import {
  to = gatehouse_anypoint_connected_app.pipeline
  identity = {
    organization_id = "0eb65884-4f75-48f7-a8bc-4e30b46e721d"
    id              = "0fa2aa2f0aeb4978b96796a0843f898c"
  }
}
