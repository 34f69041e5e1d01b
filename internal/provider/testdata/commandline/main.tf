terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

# Everything comes from the environment.
provider "gatehouse" {}
