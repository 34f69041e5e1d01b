package apipolicies

// What the policies for language models have.
var (
	modelTimeout = Argument{Name: "timeout", Kind: Whole, Is: "How long the gateway waits for the service, in milliseconds."}
	modelKey     = Argument{Name: "api_key", Required: true, Secret: true, Is: "The key of the service."}
	modelMapper  = Argument{Name: "model_mapper", Kind: Any, Is: "Which model stands for which, a list."}
	threshold    = Argument{Name: "threshold", Kind: Any, Is: "How alike prompt and topic must be, an object.", Like: similar}
	vendorHeader = []Argument{
		{Name: "header_name", Required: true, Is: "The name of the header that names the vendor.", Like: [2]any{"x-llm-vendor", "x-vendor"}},
		{Name: "vendor_header_mapping", Kind: Any, Required: true, Is: "Which value of the header is which vendor, a list."},
	}
	similar = [2]any{map[string]any{"value": 1}, map[string]any{"value": 2}}
)

var llmPolicies = []Descriptor{
	// Source: the policies' templates in Exchange. Of most only snapshots are known.
	{
		Asset: "llm-proxy-core", Title: "LLM proxy core", Version: "1.0.0-20260127095720", Gateway: "Omni/Flex Gateway",
		Is: "the gateway prepares requests to language models for the other policies of an LLM proxy, and counts their tokens by client. Every LLM proxy needs this policy, as its first one, and has it when it is made in the console.",
	},
	{
		Asset: "llm-proxy-core-policy", Title: "LLM proxy core, by header", Version: "1.0.0-20260108100848", Gateway: "Omni/Flex Gateway",
		Is: "the gateway tells by a header which vendor's language model a request is for.", Arguments: vendorHeader,
	},
	{
		Asset: "llm-gw-core-policy", Title: "LLM gateway core", Version: "1.0.0-20251230075635", Gateway: "Omni/Flex Gateway",
		Is: "the gateway tells by a header which vendor's language model a request is for.", Arguments: vendorHeader,
	},
	{
		Asset: "model-based-routing", Title: "Model-based routing", Version: "1.0.0-20260127100214", Gateway: "Omni/Flex Gateway",
		Is: "the gateway sends a request to the vendor of the language model that it names, and others to a fallback.",
		Arguments: []Argument{
			{Name: "supported_vendors", Kind: Any, Required: true, Is: "The vendors with their models, a list."},
			{Name: "fallback", Kind: Any, Is: "The vendor of all other models, an object.", Like: similar},
		},
	},
	{
		Asset: "semantic-routing-policy-huggingface", Title: "Semantic routing, Hugging Face", Version: "1.0.0-20260130095514", Gateway: "Omni/Flex Gateway",
		Is: "the gateway sends a prompt to one of several language models by what it is about. A service of Hugging Face compares it with the topics of each route.",
		Arguments: []Argument{
			{Name: "huggingface_url", Required: true, Is: "The address of the service that compares texts (its embeddings).", Like: [2]any{"https://huggingface.example.com/embed", "https://huggingface.example.com/compare"}},
			{Name: "huggingface_api_key", Required: true, Secret: true, Is: "The key of the service."},
			threshold, modelTimeout,
			{Name: "routes", Kind: Any, Required: true, Is: "The routes, a list."},
			{Name: "fallback_route", Kind: Any, Is: "The route of all other prompts, an object.", Like: similar},
		},
	},
	{
		Asset: "semantic-prompt-guard-policy-openai", Title: "Semantic prompt guard, OpenAI", Version: "1.0.0-20260130084752", Gateway: "Omni/Flex Gateway",
		Is: "the gateway refuses prompts to language models about some topics. A service of OpenAI compares them with each.",
		Arguments: []Argument{
			{Name: "openai_url", Required: true, Is: "The address of the service that compares texts (its embeddings).", Like: [2]any{"https://openai.example.com/v1", "https://openai.example.com/v2"}},
			{Name: "openai_api_key", Required: true, Secret: true, Is: "The key of the service."},
			{Name: "openai_embedding_model", Is: "The model that compares texts.", Like: [2]any{"text-embedding-3-small", "text-embedding-3-large"}},
			threshold, modelTimeout,
			{Name: "deny_topics", Kind: Any, Required: true, Is: "The topics, a list."},
		},
	},
	{
		Asset: "bedrock-llm-provider-policy", Title: "LLM provider, Amazon Bedrock", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway signs its requests to the language models of Amazon Bedrock with a key of AWS.",
		Arguments: []Argument{
			{Name: "aws_access_key_id", Required: true, Is: "The identifier of the access key.", Like: [2]any{"AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"}},
			{Name: "aws_secret_access_key", Required: true, Secret: true, Is: "The secret of the access key."},
			{Name: "aws_session_token", Secret: true, Is: "The token of a session, which temporary keys have."},
			{Name: "aws_region", Required: true, Is: "The AWS region.", Like: [2]any{"us-east-1", "eu-central-1"}},
			{Name: "service_name", Is: "The name of the service in the signature.", Like: [2]any{"bedrock", "bedrock-runtime"}},
			modelTimeout,
		},
	},
	{
		Asset: "gemini-llm-provider-policy", Title: "LLM provider, Gemini", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway gives its requests to the language models of Gemini the key.", Arguments: []Argument{modelKey, modelTimeout, modelMapper},
	},
	{
		Asset: "openai-transcoding-policy", Title: "LLM transcoding, OpenAI", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway translates requests for the language models of OpenAI, and gives them the key.", Arguments: []Argument{modelKey, modelTimeout, modelMapper},
	},
	{
		Asset: "gemini-transcoding-policy", Title: "LLM transcoding, Gemini", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway translates requests for the language models of Gemini.",
	},
}
