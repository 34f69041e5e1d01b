package apipolicies

var a2aPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	// The form of the decorators is not told anywhere.
	{
		Asset: "a-two-a-schema-validation", Name: "a2a_schema_validation", Title: "A2A schema validation", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway compares messages with the schema of the Agent2Agent protocol.",
	},
	{
		Asset: "a-two-a-pii-detector", Name: "a2a_pii_detector", Title: "A2A personal data detector", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is:        "the gateway looks for personal data in messages between agents.",
		Arguments: []Argument{personal, {Name: "action", Is: "What is done with a message in which something is found, in the words of the policy's template."}},
	},
	// Only a snapshot is known.
	{
		Asset: "a-two-a-agent-card", Name: "a2a_agent_card", Title: "A2A agent card", Version: "2.0.0-20260327083212", Gateway: "Omni/Flex Gateway",
		Is: "the gateway serves the card of an agent.",
		Arguments: []Argument{
			{Name: "consumer_url", Is: "The address of the agent for its callers.", Like: [2]any{"https://agents.example.com/cards", "https://agents.example.com/loans"}},
			{Name: "card_path", Is: "The path at which the card is served.", Like: [2]any{"/.well-known/agent-card.json", "/.well-known/agent.json"}},
			{Name: "file_name", Is: "The name of the card's file.", Like: [2]any{"card.json", "agent.json"}},
			{Name: "file_mime_type", Is: "The media type of the card's file.", Like: [2]any{"application/json", "text/plain"}},
			{Name: "file_source", Is: "Where the card comes from, in the words of the policy's template."},
			{Name: "content", Required: true, Is: "The card.", Like: [2]any{"{}", "{\"name\":\"cards\"}"}},
		},
	},
	{
		Asset: "a-two-a-token-rate-limit", Name: "a2a_token_rate_limit", Title: "A2A token rate limit", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets a number of language model tokens pass in a time.",
		Arguments: []Argument{
			{Name: "maximum_tokens", Kind: Whole, Required: true, Is: "How many tokens pass in the time."},
			{Name: "time_period_in_milliseconds", Kind: Whole, Required: true, Is: "The time, in milliseconds."},
			{Name: "key_selector", Is: "The DataWeave expression by whose value tokens are counted apart.", Like: [2]any{"#[attributes.headers['x-agent-id']]", "#[attributes.method]"}},
		},
	},
	{
		Asset: "a-two-a-prompt-decorator", Name: "a2a_prompt_decorator", Title: "A2A prompt decorator", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway adds to the prompts of agents.",
		Arguments: []Argument{
			{Name: "text_decorators", Kind: Any, Is: "Texts to add, a list in the form of the policy's template."},
			{Name: "file_decorators", Kind: Any, Is: "Files to add, a list in the form of the policy's template."},
		},
	},
}
