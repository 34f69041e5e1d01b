package apipolicies

// injected are headers with their values, of requests or of answers.
func injected(name, where string) Argument {
	return Argument{
		Name: name, Kind: Items, Is: "The headers that are added to " + where + ". A header that is there already stays, but for those that there can be one of, such as `content-type`.",
		Of: []Argument{
			{Name: "key", Required: true, Is: "The header's name, or a DataWeave expression for it.", Like: [2]any{"x-gateway", "x-zone"}},
			{Name: "value", Required: true, Is: "The header's value, or a DataWeave expression for it.", Like: [2]any{"card", "#[attributes.method]"}},
		},
	}
}

var headersPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies. The members are key and value in
	// what gateways take, whatever other pages say.
	{
		Asset: "header-injection", Title: "Header injection", Version: "1.3.2", Optional: true,
		Is:        "the gateway adds headers to requests and to answers. It wants one at least.",
		Arguments: []Argument{injected("inbound_headers", "requests"), injected("outbound_headers", "answers")},
	},
	{
		Asset: "header-removal", Title: "Header removal", Version: "1.1.2", Optional: true,
		Is: "the gateway takes headers out of requests and of answers. It wants one at least, and leaves some there that HTTP needs, such as `host` and `content-type`.",
		Arguments: []Argument{
			{Name: "inbound_headers", Kind: Texts, Is: "The names of the headers that are taken out of requests, or regular expressions for them, such as `x-debug-.*`.", Like: [2]any{[]any{"x-debug"}, []any{"x-internal"}}},
			{Name: "outbound_headers", Kind: Texts, Is: "The names of the headers that are taken out of answers, or regular expressions for them.", Like: [2]any{[]any{"server"}, []any{"x-powered-by"}}},
		},
	},
}
