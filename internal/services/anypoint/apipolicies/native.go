package apipolicies

// headerNames are an argument with the names of headers.
func headerNames(name, is string) Argument {
	return Argument{Name: name, Kind: Texts, Is: is, Like: [2]any{[]any{"x-user"}, []any{"x-role"}}}
}

// sent is an argument that says whether the service gets a part of a request
// or an answer.
func sent(name, what string, values ...string) Argument {
	return Argument{Name: name, Is: "Whether the service gets the " + what + ".", Values: values}
}

var nativePolicies = []Descriptor{
	// Source: the policy's template in Exchange. The form of
	// serviceRequestHeadersToAdd is not told anywhere.
	{
		Asset: "native-ext-authz", Title: "External authorization", Version: "1.2.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway asks an external service whether a request may pass.",
		Arguments: []Argument{
			{Name: "uri", Required: true, Is: "The address of the service.", Like: [2]any{"h2://authorizer.example.com:9090", "h2://other.example.com:9090"}},
			{Name: "server_type", Required: true, Values: []string{"grpc", "http"}, Is: "The protocol of the service."},
			{Name: "request_timeout", Kind: Whole, Is: "How long the gateway waits for the service, in milliseconds."},
			{Name: "server_api_version", Is: "The version of the service's API."},
			{Name: "include_peer_certificate", Kind: Flag, Default: false, Is: "Whether the service gets the client's certificate."},
			headerNames("allowed_headers", "The names of the request's headers that the service gets."),
			{Name: "service_request_headers_to_add", Kind: Any, Is: "The headers that are added to the question, a list in the form of the policy's template."},
			headerNames("service_response_upstream_headers", "The names of the answer's headers that the upstream gets."),
			headerNames("service_response_upstream_headers_to_append", "The names of the answer's headers that are added to those that the upstream gets."),
			headerNames("service_response_client_headers", "The names of the answer's headers that a refused client gets."),
			headerNames("service_response_client_headers_on_success", "The names of the answer's headers that an accepted client gets."),
			{Name: "path_prefix", Is: "What the path of the question begins with.", Like: [2]any{"/check", "/ask"}},
		},
	},
	// Source: the policy's template in Exchange; the modes are those of Envoy's
	// external processing, which the policy extends.
	{
		Asset: "native-ext-proc", Title: "External processing", Version: "1.1.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets an external service read and change requests and answers.",
		Arguments: []Argument{
			{Name: "uri", Required: true, Is: "The address of the service.", Like: [2]any{"h2://processor.example.com:9091", "h2://other.example.com:9091"}},
			{Name: "message_timeout", Kind: Whole, Is: "How long the gateway waits for each message of the service, in milliseconds."},
			{Name: "max_message_timeout", Kind: Whole, Is: "The longest time that the service may ask for, in milliseconds."},
			{Name: "failure_mode_allow", Kind: Flag, Default: false, Is: "Whether requests pass when the service fails."},
			{Name: "allow_mode_override", Kind: Flag, Default: false, Is: "Whether the service may change what it gets."},
			sent("request_header_mode", "headers of requests", "DEFAULT", "SEND", "SKIP"),
			sent("response_header_mode", "headers of answers", "DEFAULT", "SEND", "SKIP"),
			sent("request_body_mode", "bodies of requests", "NONE", "STREAMED", "BUFFERED", "BUFFERED_PARTIAL"),
			sent("response_body_mode", "bodies of answers", "NONE", "STREAMED", "BUFFERED", "BUFFERED_PARTIAL"),
			sent("request_trailer_mode", "trailers of requests", "DEFAULT", "SEND", "SKIP"),
			sent("response_trailer_mode", "trailers of answers", "DEFAULT", "SEND", "SKIP"),
		},
	},
	// Source: the policy's template in Exchange, and the public pages of MuleSoft's
	// own provider for the credentials.
	{
		Asset: "native-aws-lambda", Title: "AWS Lambda", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway invokes a function of AWS Lambda in place of an upstream.",
		Arguments: []Argument{
			{Name: "arn", Required: true, Is: "The function's ARN.", Like: [2]any{"arn:aws:lambda:us-east-1:123456789012:function:cards", "arn:aws:lambda:us-east-1:123456789012:function:loans"}},
			{Name: "payload_passthrough", Kind: Flag, Required: true, Is: "Whether the function gets the body as it is; else the whole request as JSON."},
			{Name: "invocation_mode", Required: true, Is: "How the function is invoked, such as `synchronous` or `asynchronous`.", Like: [2]any{"synchronous", "asynchronous"}},
			{Name: "authentication_mode", Required: true, Is: "How the gateway proves itself to AWS, such as `static_credentials` or `iam_role`.", Like: [2]any{"static_credentials", "iam_role"}},
			{
				Name: "credentials", Kind: Nested, Is: "The credentials, where the mode needs them.",
				Of: []Argument{
					{Name: "access_key_id", Is: "The identifier of the access key.", Like: [2]any{"AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"}},
					{Name: "secret_access_key", Secret: true, Is: "The secret of the access key."},
					{Name: "session_token", Secret: true, Is: "The token of a session."},
				},
			},
		},
	},
}
