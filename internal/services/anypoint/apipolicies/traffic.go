package apipolicies

var trafficPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	{
		Asset: "health-check", Title: "Health check", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway answers a request at a path of its own by whether the backend is well.",
		Arguments: []Argument{
			{Name: "endpoint", Is: "The address of the backend that is asked.", Like: [2]any{"https://backend.example.com/health", "https://backend.example.com/live"}},
			{Name: "path", Is: "The path below the API's at which the gateway answers.", Like: [2]any{"/health", "/live"}},
			{Name: "status_code", Is: "The status with which the backend says that it is well.", Like: [2]any{"200", "204"}},
		},
	},
	{
		Asset: "access-block", Title: "Access block", Version: "1.0.0",
		Is: "the gateway lets no request pass.",
	},
	{
		Asset: "spec-validation", Title: "Specification validation", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway compares requests with the API's specification.",
		Arguments: []Argument{
			{Name: "block_operation", Kind: Flag, Default: false, Is: "Whether a request that does not fit is refused; else it is noted in the log."},
			{Name: "strict_params_validation", Kind: Flag, Default: false, Is: "Whether parameters that the specification does not have count, too."},
		},
	},
	{
		Asset: "circuit-breaker", Title: "Circuit breaker", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway keeps an upstream from more requests or connections than it can bear, and answers 503 to the rest.",
		Arguments: []Argument{{
			Name: "thresholds", Kind: Nested, Required: true, Is: "What the upstream can bear; each API instance has limits of its own.",
			Of: []Argument{
				{Name: "max_connections", Kind: Whole, Is: "How many connections there may be."},
				{Name: "max_pending_requests", Kind: Whole, Is: "How many requests may wait for a connection."},
				{Name: "max_requests", Kind: Whole, Is: "How many requests there may be at a time."},
				{Name: "max_retries", Kind: Whole, Is: "How many repetitions of requests there may be at a time."},
				{Name: "max_connection_pools", Kind: Whole, Is: "How many pools of connections there may be."},
			},
		}},
	},
}
