package apipolicies

// share is the part of the requests that is traced for one reason.
func share(name, is string) Argument {
	return Argument{Name: name, Kind: Whole, Required: true, Least: 0, Most: 100, Is: is, Like: [2]any{100, 10}}
}

var observabilityPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "tracing", Title: "Tracing", Version: "1.1.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway traces requests (OpenTelemetry) otherwise than its configuration says for all APIs, which must have tracing on.",
		Arguments: []Argument{
			{
				Name: "sampling", Kind: Nested, Is: "Which part of the requests is traced.",
				Of: []Argument{
					share("client", "The part of those that ask for it by the header `x-client-trace-id`, in percent."),
					share("random", "The part of the others, taken at random, in percent."),
					share("overall", "The part that is traced of all that these two chose, in percent."),
				},
			},
			{Name: "span_name", Is: "The name of the span. Without one, it is the API's.", Like: [2]any{"cards", "loans"}},
			{
				Name: "labels", Kind: Items, Is: "The attributes of the span.",
				Of: []Argument{
					{Name: "name", Required: true, Is: "The attribute's name.", Like: [2]any{"zone", "method"}},
					{Name: "type", Required: true, Values: []string{"literal", "environment", "requestHeader"}, Is: "Where the value comes from: `default_value`, a variable of the gateway's environment, or a header."},
					{Name: "key_name", Is: "The name of the variable or of the header.", Like: [2]any{"FLEX_NAME", ":method"}},
					{Name: "default_value", Is: "The value of a `literal`, and what holds where there is no other.", Like: [2]any{"none", "unknown"}},
				},
			},
		},
	},
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	// The pages tell what logs consist of, but not how their members are called.
	{
		Asset: "sse-logging", Title: "SSE logging", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway writes a line about each event of a stream of server-sent events (SSE) to its log.",
		Arguments: []Argument{{Name: "logs", Kind: Any, Required: true, Is: "The lines to write, a list: a DataWeave expression for each (`#[payload]`, `#[vars.data]` and `#[vars.id]` are the event's), what the line begins with, and its level."}},
	},
	{
		Asset: "agent-connection-telemetry", Title: "Agent connection telemetry", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is:        "the gateway counts the requests to an agent or an MCP server by who sends them, for Anypoint Monitoring.",
		Arguments: []Argument{{Name: "source_agent_id", Usual: "#[attributes.headers['X-AGENT-ID']]", Is: "The DataWeave expression that finds the identifier of the sender.", Like: [2]any{"#[attributes.headers['x-card-agent']]", "#[attributes.headers['x-agent']]"}}},
	},
}
