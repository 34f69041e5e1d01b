provider "gatehouse" {}
