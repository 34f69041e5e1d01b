package apipolicies

// personal are the kinds of personal data that the detectors know.
var personal = Argument{
	Name: "entities", Kind: Ordered, Required: true, Values: []string{"Email", "Credit Card", "Phone Number", "US SSN"},
	Is: "The kinds of personal data to look for.", Like: [2]any{[]any{"Email", "US SSN"}, []any{"Credit Card"}},
}

// access is a list with one rule.
func access(rule, match, value string) []any {
	return []any{map[string]any{"rule": rule, "match_type": match, "value": value}}
}

var mcpPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	// The pages tell what mappings consist of, but not how their members are
	// called; the form of routes is not told anywhere.
	{
		Asset: "mcp-support", Title: "MCP support", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway understands the Model Context Protocol (MCP), in which language models call tools. Every API instance of an MCP server needs this policy, as its first one.",
	},
	{
		Asset: "mcp-schema-validation", Title: "MCP schema validation", Version: "1.1.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is:        "the gateway compares requests to an MCP server with the schema of the Model Context Protocol, and answers errors to those that do not fit.",
		Arguments: []Argument{{Name: "validate_tool_schema", Kind: Flag, Default: false, Is: "Whether the arguments of tools are compared with their schemas, too, and the gateway tells by itself which tools there are."}},
	},
	{
		Asset: "mcp-pii-detector", Title: "MCP PII detector", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway looks for personal data, such as e-mail addresses, in what users answer to the questions of an MCP server, and declines in their place.", Arguments: []Argument{personal},
	},
	{
		Asset: "mcp-access-control", Title: "MCP attribute-based access control", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway decides who may use which tools, prompts and resources of an MCP server. A policy that tells who calls must come before.",
		Arguments: []Argument{
			{Name: "rules", Kind: Any, Required: true, Is: "The rules, a list of texts in the policy language Cedar.", Like: [2]any{[]any{`permit(principal, action == Action::"tools/call", resource == Tool::"balance");`}, []any{"permit(principal, action, resource);"}}},
			{Name: "auth_type", Values: []string{"ClientId", "Other"}, Is: "How the policy before this one knows who calls: by the client id, or otherwise."},
		},
	},
	{
		Asset: "mcp-global-access-policy", Title: "MCP global access", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway shows some tools, prompts and resources of an MCP server only, and answers 403 to calls of others.",
		Arguments: []Argument{{Name: "rules", Kind: Any, Required: true, Is: "The rules, whose order means nothing. Each has a `rule` (`Allow` or `Block`), a `match_type` (`literal`, or `pattern` for regular expressions) and a `value`, the name. `Block` comes before `Allow`; with an `Allow`, nothing else is allowed.", Like: [2]any{access("Allow", "pattern", "^get_.*"), access("Block", "literal", "get_secret")}}},
	},
	{
		Asset: "mcp-tool-mapping", Title: "MCP tool mapping", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway shows the tools of an MCP server under other names, and calls them by their own.",
		Arguments: []Argument{
			{Name: "tool_mappings", Kind: Any, Required: true, Is: "The names, a list: the name of each tool or a regular expression, the name or replacement to show, and a description."},
			{Name: "log_mappings", Kind: Flag, Default: false, Is: "Whether each use of a mapping is noted in the log."},
		},
	},
	// Only a snapshot is known.
	{
		Asset: "mcp-transcoding-router", Title: "MCP transcoding router", Version: "1.0.1-20260414150102", Gateway: "Omni/Flex Gateway",
		Is: "the gateway makes an MCP server out of an HTTP API: it makes calls of the API out of calls of tools.",
		Arguments: []Argument{
			{Name: "transcoding_path", Is: "The path below the API instance's at which the gateway takes calls of tools.", Like: [2]any{"/mcp", "/tools"}},
			{Name: "routes", Kind: Any, Required: true, Is: "Which tool is which call, a list."},
		},
	},
}
