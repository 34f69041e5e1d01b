package apipolicies

var a2aPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	// The pages tell what decorators consist of, but not how their members are
	// called.
	{
		Asset: "a-two-a-schema-validation", Name: "a2a_schema_validation", Title: "A2A schema validation", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway compares requests to an agent with the schema of the Agent2Agent protocol (A2A), in which agents talk to each other, and reports those that do not fit as violations.",
	},
	{
		Asset: "a-two-a-pii-detector", Name: "a2a_pii_detector", Title: "A2A PII detector", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway looks for personal data, such as e-mail addresses, in what agents send each other (A2A), and refuses the request or writes it to its log.",
		Arguments: []Argument{personal, {
			Name: "action", Is: "What is done with a request in which something is found: it is refused with 403, or passes and is logged, with the data or with a mask over them. The console calls this *Reject*, *Log* and *Log and mask*; what the policy takes is in its template. Without it, it is logged, as what is found in answers always is.",
		}},
	},
	// Only a snapshot is known. MuleSoft's page has the address and the path alone.
	{
		Asset: "a-two-a-agent-card", Name: "a2a_agent_card", Title: "A2A agent card", Version: "2.0.0-20260327083212", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway puts its own address into the card by which an agent tells others where and how to call it (A2A), so that they call through the gateway.",
		Arguments: []Argument{
			{Name: "consumer_url", Is: "The address of the agent for its callers. Without one, it is the public endpoint of the API instance.", Like: [2]any{"https://agents.example.com/cards", "https://agents.example.com/loans"}},
			{Name: "card_path", Is: "The path at which the agent has its card.", Like: [2]any{"/.well-known/agent-card.json", "/.well-known/agent.json"}},
			{Name: "file_name", Is: "The name of the card's file."},
			{Name: "file_mime_type", Is: "The media type of the card's file."},
			{Name: "file_source", Is: "Where the card comes from, in the words of the policy's template."},
			{Name: "content", Is: "The card itself, for versions of the policy that have it."},
		},
	},
	{
		Asset: "a-two-a-token-rate-limit", Name: "a2a_token_rate_limit", Title: "A2A token based rate limit", Version: "1.0.0", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets a number of language model tokens pass to and from an agent in a time, and answers 429 to requests when they are used up. It counts as the tokenizer of GPT-4o mini does.",
		Arguments: []Argument{
			{Name: "maximum_tokens", Kind: Whole, Required: true, Least: 1, Is: "How many tokens pass in the time."},
			{Name: "time_period_in_milliseconds", Kind: Whole, Required: true, Least: 1000, Is: "The time, in milliseconds.", Like: [2]any{60000, 1000}},
			{Name: "key_selector", Is: "The DataWeave expression by whose value tokens are counted apart. Without one, all requests count together.", Like: [2]any{"#[attributes.headers['x-agent-id']]", "#[attributes.method]"}},
		},
	},
	{
		Asset: "a-two-a-prompt-decorator", Name: "a2a_prompt_decorator", Title: "A2A prompt decorator", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Optional: true,
		Is: "the gateway adds texts and files to the prompts that an agent gets (A2A).",
		Arguments: []Argument{
			{Name: "text_decorators", Kind: Any, Is: "Texts to add, a list: a DataWeave expression for each text, and one that says which prompts get it."},
			{Name: "file_decorators", Kind: Any, Is: "Files to add, a list: DataWeave expressions for which prompts get each, its name, media type and content, and whether that is in Base64 or a URL."},
		},
	},
}
