package apipolicies

var cachingPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "http-caching", Title: "HTTP caching", Version: "1.1.1", Optional: true,
		Is: "the gateway keeps answers and gives them again to the same requests.",
		Arguments: []Argument{
			{Name: "http_caching_key", Is: "The DataWeave expression by whose value requests are the same.", Like: [2]any{"#[attributes.requestPath]", "#[attributes.requestUri]"}},
			{Name: "max_cache_entries", Kind: Whole, Is: "How many answers the gateway keeps.", Like: [2]any{10000, 100}},
			{Name: "ttl", Kind: Whole, Is: "How long an answer is kept, in seconds.", Like: [2]any{600, 60}},
			{Name: "distributed", Kind: Flag, Default: false, Is: "Whether the nodes of a cluster keep answers together."},
			{Name: "persist_cache", Kind: Flag, Default: false, Is: "Whether answers outlive a restart of the gateway."},
			{Name: "use_http_cache_headers", Kind: Flag, Default: true, Is: "Whether the headers of HTTP caching are obeyed."},
			{Name: "invalidation_header", Is: "The name of the header by which a client has the kept answers thrown away.", Like: [2]any{"x-invalidate", "x-fresh"}},
			{Name: "request_expression", Is: "The DataWeave expression that says which requests are looked up.", Like: [2]any{"#[attributes.method == 'GET']", "#[true]"}},
			{Name: "response_expression", Is: "The DataWeave expression that says which answers are kept.", Like: [2]any{"#[attributes.statusCode == 200]", "#[true]"}},
		},
	},
}
