resource "gatehouse_anypoint_automated_policy" "limit" {
  asset_id      = "rate-limiting"
  asset_version = "1.4.0"
  technology    = "mule4"
  order         = 1
  disabled      = true
  runtime_range = {
    from = "4.4.0"
    to   = "4.9.x"
  }
  configuration = {
    rateLimits = [{ maximumRequests = 1000, timePeriodInMilliseconds = 60000 }]
  }
}
