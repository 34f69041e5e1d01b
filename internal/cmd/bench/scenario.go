package main

// scenario is one row of the table: a configuration that is made for the
// variable n, and the least calls that could make, check and remove it.
type scenario struct {
	key, title string
	n          int
	objects    func(n int) int
	settings   string // in the provider's block
	config     string // what follows the header
	// each follows it n times, with # for the number. Terraform takes time that
	// grows with the square of the number where each of many objects refers to
	// one of a resource with count.
	each  string
	least func(n int) [3]int
	// limited says that the row is measured at Okta's default limits, too. Those
	// that are not have nothing to wait for there, or would wait for an hour.
	limited bool
}

// header is the beginning of each configuration. The environment says where the
// platforms are.
const header = `
terraform {
  required_providers {
    gatehouse = {
      source = "gatehouse/gatehouse"
    }
  }
}

variable "n" {
  type = number
}

provider "gatehouse" {
  %s
}
`

// pages is how many pages Okta's lists have of so many objects.
func pages(objects int) int { return (objects + 199) / 200 }

// The least calls are counted so: an apply makes or changes each object by one
// call. A plan reads a list for all objects of a collection whose list has whole
// objects (a page for each 200 of Okta's), and each object of the others by
// itself. A destroy is a plan and one call for each object, two for an app, which
// Okta wants deactivated first. Signing in to Anypoint is one call more for each
// process: an apply runs two of them, one that plans and one that acts, only
// where there is anything to read before.
var scenarios = append(rows, unlooked(rows[0], "g"))

// unlooked is a row whose plans do not look whether what they create is there.
func unlooked(s scenario, key string) scenario {
	s.title += "; the provider has look_for_existing = false"
	s.key, s.settings, s.limited = key, "look_for_existing = false", false
	return s
}

var rows = []scenario{
	{
		key: "a", title: "302 objects: a server, a group, 100 apps, scopes and assignments", n: 100, limited: true,
		objects: func(n int) int { return 3*n + 2 },
		config: `
resource "gatehouse_okta_auth_server" "cards" {
  name      = "cards"
  audiences = ["api://cards"]
}

resource "gatehouse_okta_group" "consumers" {
  name = "consumers"
}
`,
		each: `
resource "gatehouse_okta_auth_server_scope" "s#" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  name           = "scope#"
}

resource "gatehouse_okta_app_oauth" "a#" {
  label         = "app #"
  type          = "web"
  grant_types   = ["authorization_code"]
  redirect_uris = ["https://app.example.com/callback"]
}

resource "gatehouse_okta_app_group_assignment" "a#" {
  app_id   = gatehouse_okta_app_oauth.a#.id
  group_id = gatehouse_okta_group.consumers.id
}
`,
		least: func(n int) [3]int {
			plan := 2 + pages(n)*2 + n
			return [3]int{3*n + 2, plan, plan + 2 + 2*n + 2*n + 1}
		},
	},
	{
		key: "b", title: "500 scopes of one server", n: 500, limited: true,
		objects: func(n int) int { return n },
		config: `
resource "gatehouse_okta_auth_server_scope" "one" {
  count          = var.n
  auth_server_id = "default"
  name           = "scope${count.index}"
}
`,
		least: func(n int) [3]int { return [3]int{n, pages(n), pages(n) + n} },
	},
	{
		key: "c", title: "1,000 apps with 1,000 assignments to 10 groups", n: 1000,
		objects: func(n int) int { return 2*n + 10 },
		config: `
resource "gatehouse_okta_group" "one" {
  count = 10
  name  = "group ${count.index}"
}
`,
		each: `
resource "gatehouse_okta_app_oauth" "a#" {
  label = "app #"
  type  = "service"
}

resource "gatehouse_okta_app_group_assignment" "a#" {
  app_id   = gatehouse_okta_app_oauth.a#.id
  group_id = gatehouse_okta_group.one[# % 10].id
}
`,
		// Nothing but the list of an app's groups has assignments whole.
		least: func(n int) [3]int {
			plan := 1 + pages(n) + n
			return [3]int{2*n + 10, plan, plan + 3*n + 10}
		},
	},
	{
		key: "d", title: "an API with 100 policies", n: 100,
		objects: func(n int) int { return n + 2 },
		config: asset + `
resource "gatehouse_anypoint_api_instance" "one" {
  technology = "mule4"
  spec       = local.spec
  endpoint   = { type = "http", uri = "https://backend.example.com" }
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "one" {
  count           = var.n
  api_instance_id = gatehouse_anypoint_api_instance.one.id
  label           = "limit ${count.index}"
  allow_duplicate = true
  configuration = {
    rate_limits = [{ maximum_requests = count.index + 1, time_period_in_milliseconds = 1000 }]
  }
}
`,
		// A plan: a token, the asset, the API, the list of its policies.
		least: func(n int) [3]int { return [3]int{1 + n + 2, 4, 4 + n + 2} },
	},
	{
		key: "e", title: "50 APIs with 5 policies and 2 contracts each", n: 50,
		objects: func(n int) int { return 1 + n + 5*n + 2*n + 2 },
		config: asset + `
resource "gatehouse_anypoint_api_instance" "one" {
  count          = var.n
  technology     = "mule4"
  instance_label = "card ${count.index}"
  spec           = local.spec
  endpoint       = { type = "http", uri = "https://backend.example.com" }
}

resource "gatehouse_anypoint_api_policy_rate_limiting" "one" {
  count           = var.n * 5
  api_instance_id = gatehouse_anypoint_api_instance.one[floor(count.index / 5)].id
  label           = "limit ${count.index % 5}"
  allow_duplicate = true
  configuration = {
    rate_limits = [{ maximum_requests = count.index + 1, time_period_in_milliseconds = 1000 }]
  }
}

resource "gatehouse_anypoint_client_application" "one" {
  count           = 2
  name            = "consumer ${count.index}"
  api_instance_id = gatehouse_anypoint_api_instance.one[0].id
}

resource "gatehouse_anypoint_contract" "one" {
  count           = var.n * 2
  application_id  = gatehouse_anypoint_client_application.one[count.index % 2].id
  api_instance_id = gatehouse_anypoint_api_instance.one[floor(count.index / 2)].id
}
`,
		// A plan: a token, the asset, two applications (their list leaves out the
		// client id), and for each API itself (lists leave out its endpoint), its
		// policies and its contracts. A contract is revoked before it is deleted.
		least: func(n int) [3]int {
			plan := 1 + 1 + 2 + 3*n
			return [3]int{1 + 1 + 8*n + 2, plan, plan + 1 + n + 5*n + 2*2*n + 2}
		},
	},
	{
		key: "f", title: "the tutorial × 20", n: 20, limited: true,
		objects: func(n int) int { return 10*n + 1 },
		config:  tutorialConfig,
		least:   leastTutorial,
	},
}

// asset is the API in Exchange that instances are made of.
const asset = `
resource "gatehouse_anypoint_exchange_asset" "one" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}

locals {
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.one.group_id
    asset_id = gatehouse_anypoint_exchange_asset.one.asset_id
    version  = gatehouse_anypoint_exchange_asset.one.version
  }
}
`
