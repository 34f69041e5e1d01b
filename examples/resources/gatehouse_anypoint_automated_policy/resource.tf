# Every API instance of the environment that runs on Mule, those made later
# included, has this limit.
resource "gatehouse_anypoint_automated_policy" "limit" {
  asset_id      = "rate-limiting"
  asset_version = "1.4.0"
  technology    = "mule4"
  runtime_range = {
    from = "4.4.0"
  }
  configuration = {
    rateLimits = [{
      maximumRequests          = 1000
      timePeriodInMilliseconds = 60000
    }]
    exposeHeaders = true
    clusterizable = true
  }
}
