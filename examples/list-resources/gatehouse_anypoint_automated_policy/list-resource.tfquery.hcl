list "gatehouse_anypoint_automated_policy" "all" {
  provider = gatehouse
}
