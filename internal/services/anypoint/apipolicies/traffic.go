package apipolicies

var trafficPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	{
		Asset: "health-check", Title: "Health check", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway asks the backend once a minute whether it is well, and Anypoint sends an alert by e-mail when that changes. The alert is to be made in Anypoint, too. It does not work with a TLS context for the way to the upstream.",
		Arguments: []Argument{
			{Name: "endpoint", Is: "The address of the backend.", Like: [2]any{"https://backend.example.com/health", "https://backend.example.com/live"}},
			{Name: "path", Is: "The path of the backend that is asked, by a GET.", Like: [2]any{"/health", "/live"}},
			{Name: "status_code", Is: "The status by which the backend says that it is well, a number.", Like: [2]any{"200", "204"}},
		},
	},
	{
		Asset: "access-block", Title: "Access block", Version: "1.0.0",
		Is: "the gateway lets no request pass: the API is closed.",
	},
	{
		Asset: "spec-validation", Title: "Schema validation", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway compares requests with the API's specification in Exchange, OpenAPI 3.0 in one file: headers, parameters and JSON bodies.",
		Arguments: []Argument{
			{Name: "block_operation", Kind: Flag, Default: true, Is: "Whether a request that does not fit is refused with 400; else it is noted in the log."},
			{Name: "strict_params_validation", Kind: Flag, Default: false, Is: "Whether query parameters that the specification does not have count, too."},
		},
	},
	{
		Asset: "circuit-breaker", Title: "Circuit breaker", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway keeps an upstream from more requests or connections than it can bear, and answers 503 to the rest.",
		Arguments: []Argument{{
			Name: "thresholds", Kind: Nested, Required: true, Is: "What the upstream can bear. Each API instance, and each replica of the gateway, counts by itself.",
			Of: []Argument{
				{Name: "max_connections", Kind: Whole, Is: "How many connections there may be."},
				{Name: "max_pending_requests", Kind: Whole, Is: "How many requests may wait for a connection."},
				{Name: "max_requests", Kind: Whole, Is: "How many requests without an answer there may be at a time."},
				{Name: "max_retries", Kind: Whole, Is: "How many repetitions of requests there may be at a time."},
				{Name: "max_connection_pools", Kind: Whole, Is: "How many pools of connections there may be at a time."},
			},
		}},
	},
}
