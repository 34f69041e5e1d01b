package apipolicies

// logs are the lines that a logging policy writes.
var logs = Argument{
	Name: "logging_configuration", Kind: Items, Required: true, Is: "The lines to write.",
	Of: []Argument{
		{Name: "item_name", Required: true, Is: "The name of the line.", Like: [2]any{"requests", "answers"}},
		{
			Name: "item_data", Kind: Nested, Required: true, Is: "What the line has, and when it is written.",
			Of: []Argument{
				{Name: "message", Required: true, Is: "The DataWeave expression for the text of the line.", Like: [2]any{"#[attributes.headers['id']]", "#[attributes.method]"}},
				{Name: "conditional", Is: "The DataWeave expression that says whether the line is written. Without one, it is.", Like: [2]any{"#[attributes.headers['id']==1]", "#[true]"}},
				{Name: "category", Is: "What the line begins with, such as the name of a part of the system.", Like: [2]any{"card-api", "audit"}},
				{Name: "level", Values: []string{"INFO", "WARN", "ERROR", "DEBUG"}, Is: "The level of the line, by which the gateway's configuration leaves lines out."},
				{Name: "first_section", Kind: Flag, Default: true, Is: "Whether the line is written on the way there: before the request goes to the policies that follow and to the backend."},
				{Name: "second_section", Kind: Flag, Default: false, Is: "Whether the line is written on the way back: after the backend and the policies that follow have answered."},
			},
		},
	},
}

var loggingPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "message-logging", Title: "Message logging", Version: "2.0.2",
		Is:        "the gateway writes lines about requests and answers to its log.",
		Arguments: []Argument{logs},
	},
	{
		Asset: "message-logging-outbound", Title: "Outbound message logging", Version: "2.0.3", Outbound: true, Gateway: "Omni/Flex Gateway",
		Is:        "the gateway writes lines about its requests to the upstream, and the answers to them, to its log.",
		Arguments: []Argument{logs},
	},
}
