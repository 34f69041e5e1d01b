package apipolicies

var corsPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange. A group
	// of a public resource has methods, another one allowed_methods.
	{
		Asset: "cors", Title: "Cross-origin resource sharing (CORS)", Version: "1.3.2",
		Is: "the gateway tells browsers which pages of other origins may call the API, and answers their preflight requests. It comes before all other policies.",
		Arguments: []Argument{
			{Name: "public_resource", Kind: Flag, Default: true, Is: "Whether every origin may call; else those of `origin_groups`."},
			{Name: "support_credentials", Kind: Flag, Default: false, Is: "Whether browsers may send credentials: cookies, the header `Authorization`, TLS client certificates."},
			{Name: "access_control_max_age", Kind: Whole, Is: "How long browsers may keep an answer to a preflight request, in seconds.", Like: [2]any{60, 30}},
			{
				Name: "origin_groups", Kind: Items, Required: true, Is: "The groups of origins, each with what its pages may do. It may be empty for a public resource.",
				Of: []Argument{
					{Name: "name", Is: "The group's name.", Like: [2]any{"apps", "partners"}},
					{Name: "origins", Kind: Ordered, Is: "The origins, such as `https://app.example.com`; `*` for all.", Like: [2]any{[]any{"https://app.example.com"}, []any{"https://other.example.com"}}},
					{Name: "methods", Kind: Ordered, Is: "The methods that pages may use, for a public resource.", Like: [2]any{[]any{"GET", "POST"}, []any{"GET"}}},
					{Name: "headers", Kind: Ordered, Is: "The headers that pages may send; `*` for all.", Like: [2]any{[]any{"content-type"}, []any{"authorization"}}},
					{Name: "exposed_headers", Kind: Ordered, Is: "The headers of answers that pages may read.", Like: [2]any{[]any{"x-total"}, []any{"etag"}}},
					{Name: "access_control_max_age", Kind: Whole, Usual: 30, Is: "How long browsers may keep an answer to a preflight request, in seconds.", Like: [2]any{60, 45}},
					{
						Name: "allowed_methods", Kind: Items, Is: "The methods, each with whether pages may use it, for a resource that is not public.",
						Of: []Argument{
							{Name: "method_name", Required: true, Is: "The method.", Like: [2]any{"GET", "POST"}},
							{Name: "is_allowed", Kind: Flag, Required: true, Is: "Whether pages may use it."},
						},
					},
				},
			},
		},
	},
}
