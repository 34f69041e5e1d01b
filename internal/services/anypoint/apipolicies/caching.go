package apipolicies

var cachingPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "http-caching", Title: "HTTP caching", Version: "1.1.1", Optional: true,
		Is: "the gateway keeps answers of the backend, of 1 MB at the most, and gives them again to the same requests. Policies that come after this one do not see requests that are answered so.",
		Arguments: []Argument{
			{Name: "http_caching_key", Usual: "#[attributes.requestPath]", Is: "The DataWeave expression by whose value requests are the same.", Like: [2]any{"#[attributes.requestUri]", "#[attributes.headers['x-card']]"}},
			{Name: "max_cache_entries", Kind: Whole, Usual: 10000, Is: "How many answers the gateway keeps; the oldest goes first.", Like: [2]any{5000, 100}},
			{Name: "ttl", Kind: Whole, Usual: 600, Is: "How long an answer is kept, in seconds.", Like: [2]any{300, 60}},
			{Name: "distributed", Kind: Flag, Default: false, Is: "Whether the nodes of a cluster, or the replicas of an Omni/Flex Gateway, keep answers together."},
			{Name: "persist_cache", Kind: Flag, Default: false, Is: "Whether answers outlive a restart of the gateway."},
			{Name: "use_http_cache_headers", Kind: Flag, Default: true, Is: "Whether `Cache-Control` and the other headers of HTTP caching are obeyed."},
			{Name: "invalidation_header", Is: "The name of the header by which a client has kept answers thrown away: the one to its request (value `invalidate`), or all (`invalidate-all`).", Like: [2]any{"x-invalidate", "x-fresh"}},
			{Name: "request_expression", Is: "The DataWeave expression that says to which requests answers are kept; to all without one. The console proposes `GET` and `HEAD`.", Like: [2]any{"#[attributes.method == 'GET']", "#[true]"}},
			{Name: "response_expression", Is: "The DataWeave expression that says which answers are kept; all without one. The console proposes statuses that may be kept, such as 200 and 404.", Like: [2]any{"#[attributes.statusCode == 200]", "#[true]"}},
		},
	},
}
