terraform {
  # Write-only arguments and ephemeral resources: no secret in state or plan.
  required_version = ">= 1.11"

  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}
