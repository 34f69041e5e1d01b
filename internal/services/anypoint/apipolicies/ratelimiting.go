package apipolicies

// limits are how many requests pass in which time.
var limits = Argument{
	Name: "rate_limits", Kind: Items, Required: true, Is: "The limits, all of which hold.",
	Of: []Argument{
		{Name: "maximum_requests", Kind: Whole, Required: true, Is: "How many requests pass in the time.", Like: [2]any{100, 50}},
		{Name: "time_period_in_milliseconds", Kind: Whole, Required: true, Is: "The time, in milliseconds.", Like: [2]any{60000, 1000}},
	},
}

// What the policies that count requests have in common.
var (
	exposeLimits  = Argument{Name: "expose_headers", Kind: Flag, Default: false, Is: "Whether clients see the limit, what is left of it and in how many milliseconds it begins anew, in headers `X-RateLimit-*`."}
	clusterizable = Argument{Name: "clusterizable", Kind: Flag, Default: true, Is: "Whether the nodes of a cluster, or the replicas of an Omni/Flex Gateway with shared storage, count together."}
)

var rateLimitingPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "rate-limiting", Title: "Rate limiting", Version: "1.4.1",
		Is: "the gateway lets a number of requests pass in a time and answers 429 to the rest.",
		Arguments: []Argument{
			limits,
			{Name: "key_selector", Is: "The DataWeave expression by whose value requests are counted apart, such as one for the client's address. Without one, all requests count together.", Like: [2]any{"#[attributes.queryParams['identifier']]", "#[attributes.method]"}},
			exposeLimits, clusterizable,
		},
	},
	// Source: as above; the limits are those of the contract's SLA tier.
	{
		Asset: "rate-limiting-sla-based", Title: "Rate limiting: SLA-based", Version: "1.3.1", Optional: true,
		Is: "the gateway lets as many requests of an application pass as the SLA tier of its contract allows and answers 429 to the rest.",
		Arguments: []Argument{
			{Name: "client_id_expression", Is: "The DataWeave expression that finds the client id in a request; `#[authentication.principal]` after a policy on access tokens.", Like: [2]any{"#[attributes.headers['client_id']]", "#[attributes.headers['x-client-id']]"}},
			{Name: "client_secret_expression", Is: "The DataWeave expression that finds the client secret; without one, the client id alone is enough.", Like: [2]any{"#[attributes.headers['client_secret']]", "#[attributes.headers['x-client-secret']]"}},
			exposeLimits, clusterizable,
		},
	},
}
