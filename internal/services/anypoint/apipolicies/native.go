package apipolicies

// headerNames are an argument with the names of headers.
func headerNames(name, is string) Argument {
	return Argument{Name: name, Kind: Texts, Is: is, Like: [2]any{[]any{"x-user"}, []any{"x-role"}}}
}

// sent is an argument that says whether the service gets a part of a request
// or an answer: usual is what holds without it, and modes are the known ones.
// Envoy has them in capitals, and whether the policy takes those is not known:
// they are no Values, which a plan holds people to.
func sent(name, what, usual, like, modes string) Argument {
	return Argument{Name: name, Usual: usual, Is: "Whether the service gets the " + what + " at first: " + modes + ".", Like: [2]any{like, usual}}
}

const (
	orNot = "`send` or `skip`"
	how   = "`none`, `streamed`, `buffered` or `bufferedPartial`"
)

var nativePolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "native-ext-authz", Title: "External authorization", Version: "1.2.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway asks an external service, by gRPC or HTTP, whether a request may pass, and answers 403 where it may not.",
		Arguments: []Argument{
			{Name: "uri", Required: true, Is: "The address of the service, of a gRPC one as `h2://<host>:<port>`.", Like: [2]any{"h2://authorizer.example.com:9090", "h2://other.example.com:9090"}},
			{Name: "server_type", Required: true, Values: []string{"grpc", "http"}, Is: "The protocol of the service."},
			{Name: "request_timeout", Kind: Whole, Usual: 5000, Is: "How long the gateway waits for the service, in milliseconds."},
			{Name: "server_api_version", Usual: "v3", Is: "The version of the service's API, which is Envoy's: `v3` or `v2`."},
			{Name: "include_peer_certificate", Kind: Flag, Default: false, Is: "Whether the service gets the client's certificate."},
			headerNames("allowed_headers", "The names of the request's headers that the service gets. Without any, a gRPC service gets all, and one of HTTP none."),
			{Name: "service_request_headers_to_add", Kind: Any, Is: "The headers that are added to the question (`http` only), a list such as `[{ key = \"x-zone\", value = \"eu\" }]`."},
			headerNames("service_response_upstream_headers", "The names of the answer's headers that the upstream gets, in place of those that are there (`http` only)."),
			headerNames("service_response_upstream_headers_to_append", "The names of the answer's headers that the upstream gets, beside those that are there (`http` only)."),
			headerNames("service_response_client_headers", "The names of the answer's headers that the client gets (`http` only)."),
			headerNames("service_response_client_headers_on_success", "The names of the answer's headers that the client gets when its request may pass (`http` only)."),
			{Name: "path_prefix", Is: "What the path of the question begins with.", Like: [2]any{"/check", "/ask"}},
		},
	},
	// Source: MuleSoft's page on the policy, and its template in Exchange. The policy
	// is Envoy's external processing.
	{
		Asset: "native-ext-proc", Title: "External processing", Version: "1.1.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets an external service, by gRPC, read and change requests and answers.",
		Arguments: []Argument{
			{Name: "uri", Required: true, Is: "The address of the service, as `h2://<host>:<port>`.", Like: [2]any{"h2://processor.example.com:9091", "h2://other.example.com:9091"}},
			{Name: "message_timeout", Kind: Whole, Usual: 1000, Is: "How long the gateway waits for each message of the service, in milliseconds."},
			{Name: "max_message_timeout", Kind: Whole, Usual: 0, Is: "The longest time that the service may ask for in place of `message_timeout`, in milliseconds; 0 for none."},
			{Name: "failure_mode_allow", Kind: Flag, Default: false, Is: "Whether requests pass when the service cannot be reached or fails."},
			{Name: "allow_mode_override", Kind: Flag, Default: true, Is: "Whether the service may ask for other parts than the modes give it."},
			sent("request_header_mode", "headers of requests", "send", "skip", orNot),
			sent("response_header_mode", "headers of answers", "send", "skip", orNot),
			sent("request_body_mode", "bodies of requests", "none", "buffered", how),
			sent("response_body_mode", "bodies of answers", "none", "buffered", how),
			sent("request_trailer_mode", "trailers of requests", "skip", "send", orNot),
			sent("response_trailer_mode", "trailers of answers", "skip", "send", orNot),
		},
	},
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "native-aws-lambda", Title: "AWS Lambda", Version: "1.0.1", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway invokes a function of AWS Lambda in place of an upstream.",
		Arguments: []Argument{
			{Name: "arn", Required: true, Is: "The function's ARN.", Like: [2]any{"arn:aws:lambda:us-east-1:123456789012:function:cards", "arn:aws:lambda:us-east-1:123456789012:function:loans"}},
			{Name: "payload_passthrough", Kind: Flag, Required: true, Is: "Whether the function gets the body as it is; else the whole request as JSON."},
			{Name: "invocation_mode", Required: true, Values: []string{"async", "sync"}, Is: "Whether the gateway waits for the function's answer (`sync`) or not (`async`)."},
			{Name: "authentication_mode", Required: true, Values: []string{"default", "profile", "static"}, Is: "Where the gateway has its credentials for AWS: in the environment, a file or a role, whichever comes first (`default`), in a profile of the file (`profile`), or in `credentials` (`static`)."},
			{Name: "credential_profile", Is: "The name of the profile, for `profile`."},
			{
				Name: "credentials", Kind: Nested, Is: "The credentials, for `static`.",
				Of: []Argument{
					{Name: "access_key_id", Is: "The identifier of the access key.", Like: [2]any{"AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"}},
					{Name: "secret_access_key", Secret: true, Is: "The secret of the access key."},
					{Name: "session_token", Secret: true, Is: "The token of a session."},
				},
			},
		},
	},
}
