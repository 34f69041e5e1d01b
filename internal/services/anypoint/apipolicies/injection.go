package apipolicies

var injectionPolicies = []Descriptor{
	// Source: the policy's template in Exchange. The form of customProtections is
	// not told anywhere.
	{
		Asset: "injection-protection", Title: "Injection protection", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway looks for injected code, such as SQL, in requests.",
		Arguments: []Argument{
			{Name: "built_in_protections", Kind: Ordered, Is: "The kinds of code that the policy knows, in the words of its template.", Like: [2]any{[]any{"sql-injection"}, []any{"script-injection"}}},
			{Name: "custom_protections", Kind: Any, Is: "Patterns of one's own, a list in the form of the policy's template."},
			{Name: "protect_path_and_query", Kind: Flag, Default: true, Is: "Whether the path and the query are searched."},
			{Name: "protect_headers", Kind: Flag, Default: false, Is: "Whether the headers are searched."},
			{Name: "protect_body", Kind: Flag, Default: false, Is: "Whether the body is searched."},
			{Name: "reject_requests", Kind: Flag, Default: true, Is: "Whether a request in which something is found is refused; else it is noted in the log."},
		},
	},
}
