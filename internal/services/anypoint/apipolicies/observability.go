package apipolicies

// share is the part of the requests that is traced for one reason.
func share(name, is string) Argument {
	return Argument{Name: name, Kind: Whole, Required: true, Least: 0, Most: 100, Is: is, Like: [2]any{100, 10}}
}

var observabilityPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "tracing", Title: "Tracing", Version: "1.1.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway traces requests otherwise than its configuration says for all APIs.",
		Arguments: []Argument{
			{
				Name: "sampling", Kind: Nested, Is: "Which part of the requests is traced.",
				Of: []Argument{
					share("client", "The part of those that ask for it by the header `x-client-trace-id`, in percent."),
					share("random", "The part of the rest, in percent."),
					share("overall", "The part that is traced in the end, in percent."),
				},
			},
			{Name: "span_name", Is: "The name of the span.", Like: [2]any{"cards", "loans"}},
			{
				Name: "labels", Kind: Items, Is: "The attributes of the span.",
				Of: []Argument{
					{Name: "name", Required: true, Is: "The attribute's name.", Like: [2]any{"zone", "method"}},
					{Name: "type", Required: true, Values: []string{"literal", "environment", "requestHeader"}, Is: "Where the value comes from."},
					{Name: "key_name", Is: "The name of the variable or of the header.", Like: [2]any{"FLEX_NAME", ":method"}},
					{Name: "default_value", Is: "The value where there is none.", Like: [2]any{"none", "unknown"}},
				},
			},
		},
	},
	// Source: the policies' templates in Exchange. The form of the logs is not told
	// anywhere.
	{
		Asset: "sse-logging", Title: "Server-sent event logging", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway writes lines about the events of streams to its log.",
		Arguments: []Argument{{Name: "logs", Kind: Any, Required: true, Is: "The lines to write, a list in the form of the policy's template."}},
	},
	{
		Asset: "agent-connection-telemetry", Title: "Agent connection telemetry", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Optional: true,
		Is:        "the gateway reports which agents call the API.",
		Arguments: []Argument{{Name: "source_agent_id", Is: "The identifier of the calling agent, or an expression for it.", Like: [2]any{"card-agent", "#[attributes.headers['x-agent-id']]"}}},
	},
}
