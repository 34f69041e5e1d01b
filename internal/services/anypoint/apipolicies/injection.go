package apipolicies

var injectionPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "injection-protection", Title: "Injection protection", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway looks for injected code, such as SQL, in requests, and answers 400 to those that have some.",
		Arguments: []Argument{
			{Name: "built_in_protections", Kind: Ordered, Values: []string{"sql", "xss"}, Is: "The kinds of code that are looked for: SQL (`sql`), and scripts for browsers (`xss`).", Like: [2]any{[]any{"sql", "xss"}, []any{"sql"}}},
			{Name: "custom_protections", Kind: Any, Is: "Patterns of one's own, a list such as `[{ name = \"shell\", regex = \"rm -rf\" }]`."},
			{Name: "protect_path_and_query", Kind: Flag, Default: true, Is: "Whether the path and the query are searched."},
			{Name: "protect_headers", Kind: Flag, Default: false, Is: "Whether the headers are searched."},
			{Name: "protect_body", Kind: Flag, Default: false, Is: "Whether the body is searched."},
			{Name: "reject_requests", Kind: Flag, Default: true, Is: "Whether a request in which something is found is refused; else it is noted in the log."},
		},
	},
}
