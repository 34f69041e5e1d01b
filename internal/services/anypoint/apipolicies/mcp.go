package apipolicies

// personal are the kinds of personal data that the detectors know.
var personal = Argument{
	Name: "entities", Kind: Ordered, Required: true, Values: []string{"Email", "Credit Card", "Phone Number", "US SSN"},
	Is: "The kinds of personal data to look for.", Like: [2]any{[]any{"Email", "US SSN"}, []any{"Credit Card"}},
}

var mcpPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	// The forms of rules, mappings and routes are not told anywhere.
	{
		Asset: "mcp-support", Title: "MCP support", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway understands the Model Context Protocol, which the other policies for it need.",
	},
	{
		Asset: "mcp-schema-validation", Title: "MCP schema validation", Version: "1.1.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is:        "the gateway compares messages with the schema of the Model Context Protocol.",
		Arguments: []Argument{{Name: "validate_tool_schema", Kind: Flag, Default: false, Is: "Whether the arguments of tools are compared with their schemas, too."}},
	},
	{
		Asset: "mcp-pii-detector", Title: "MCP personal data detector", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway looks for personal data in messages.", Arguments: []Argument{personal},
	},
	{
		Asset: "mcp-access-control", Title: "MCP access control", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway decides who may use which tools, prompts and resources.",
		Arguments: []Argument{
			{Name: "rules", Kind: Any, Required: true, Is: "The rules, a list in the form of the policy's template."},
			{Name: "auth_type", Values: []string{"ClientId", "Other"}, Is: "How callers are known."},
		},
	},
	{
		Asset: "mcp-global-access-policy", Title: "MCP global access", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway decides who may call the server.",
		Arguments: []Argument{{Name: "rules", Kind: Any, Required: true, Is: "The rules, a list in the form of the policy's template."}},
	},
	{
		Asset: "mcp-tool-mapping", Title: "MCP tool mapping", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway shows tools under other names.",
		Arguments: []Argument{
			{Name: "tool_mappings", Kind: Any, Required: true, Is: "The names, a list in the form of the policy's template."},
			{Name: "log_mappings", Kind: Flag, Default: false, Is: "Whether each use of a mapping is noted in the log."},
		},
	},
	// Only a snapshot is known.
	{
		Asset: "mcp-transcoding-router", Title: "MCP transcoding router", Version: "1.0.1-20260414150102", Gateway: "Omni/Flex Gateway",
		Is: "the gateway makes calls of an HTTP API out of calls of tools.",
		Arguments: []Argument{
			{Name: "transcoding_path", Is: "The path at which the gateway takes calls of tools.", Like: [2]any{"/mcp", "/tools"}},
			{Name: "routes", Kind: Any, Required: true, Is: "Which tool is which call, a list in the form of the policy's template."},
		},
	},
}
