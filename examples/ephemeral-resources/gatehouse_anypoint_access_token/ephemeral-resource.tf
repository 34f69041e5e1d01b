# For what no resource does yet.
ephemeral "gatehouse_anypoint_access_token" "current" {}
