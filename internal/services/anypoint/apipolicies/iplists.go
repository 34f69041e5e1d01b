package apipolicies

// addresses are the arguments of both lists.
func addresses(which string) []Argument {
	return []Argument{
		{Name: "ip_expression", Required: true, Is: "The DataWeave expression that finds the client's address in a request; behind a proxy, the one of the header `X-Forwarded-For`.", Like: [2]any{"#[attributes.headers['x-forwarded-for']]", "#[attributes.remoteAddress]"}},
		{Name: "ips", Kind: Texts, Required: true, Is: "The addresses " + which + ", IPv4 or IPv6: single ones, ranges in CIDR notation, or the first numbers of an address, such as `192.168`.", Like: [2]any{[]any{"10.0.0.0/8", "192.168.3.1"}, []any{"10.0.0.0/8"}}},
		{Name: "methods_string", Is: "The key `methodsString` of the policy, which no page of MuleSoft's explains. `pointcut` limits a policy to some methods and paths."},
	}
}

var ipListPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	{
		Asset: "ip-allowlist", Title: "IP allowlist", Version: "1.1.2",
		Is:        "the gateway lets requests pass from some addresses only, and answers 403 to others.",
		Arguments: addresses("that may call"),
	},
	{
		Asset: "ip-blocklist", Title: "IP blocklist", Version: "1.1.2",
		Is:        "the gateway answers 403 to requests from some addresses.",
		Arguments: addresses("that may not call"),
	},
}
