package apipolicies

// What the policies have that make an agent ask its user for a token.
var (
	secondary = []Argument{
		{Name: "secondary_auth_provider", Required: true, Is: "The name of the identity provider, for the agent to know.", Like: [2]any{"okta", "entra"}},
		{Name: "authorization_endpoint", Required: true, Is: "The address of its authorization endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/authorize", "https://other.okta.com/oauth2/v1/authorize"}},
		{Name: "token_endpoint", Required: true, Is: "The address of its token endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/token", "https://other.okta.com/oauth2/v1/token"}},
		{Name: "scopes", Kind: Scopes, Is: "The scopes to ask for. Their order means nothing.", Like: [2]any{[]any{"openid", "profile"}, []any{"openid"}}},
		{Name: "redirect_uri", Required: true, Is: "Where the provider sends the user back to.", Like: [2]any{"https://agent.example.com/callback", "https://other.example.com/callback"}},
		{Name: "response_type", Usual: "code", Is: "The OAuth 2.0 response type."},
		{Name: "code_challenge_method", Usual: "S256", Is: "The method of the code challenge (PKCE)."},
		{Name: "body_encoding", Usual: "form", Values: []string{"form", "json"}, Is: "The encoding of the request for a token."},
		{Name: "token_timeout", Kind: Whole, Usual: 300, Is: "How long a token is waited for, in seconds. It also bounds how long tokens are kept."},
		{Name: "challenge_response_status_code", Kind: Whole, Usual: 200, Is: "The status of the answer that asks for a token. Agents expect 200, as of any JSON-RPC."},
	}
	people = []Argument{
		{Name: "token_audience", Is: "The audience of the token.", Like: [2]any{"api://cards", "api://loans"}},
		{Name: "user_id_header", Is: "The name of the header with the user's identifier.", Like: [2]any{"x-user-id", "x-user"}},
		{Name: "user_email_header", Is: "The name of the header with the user's e-mail address.", Like: [2]any{"x-user-email", "x-email"}},
	}
)

var intaskPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies and on agent networks, which set
	// their arguments, and their templates in Exchange. Of the second only a
	// snapshot is known.
	{
		Asset: "intask-authorization-code-policy", Title: "A2A in-task authorization code", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is:        "the gateway asks an agent (A2A) for a token of its user, by the authorization code grant, in the middle of a task, and gives the token to the upstream.",
		Arguments: secondary,
	},
	{
		Asset: "intask-authentication-policy", Title: "A2A in-task authentication", Version: "1.0.0-20260113204639", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is:        "the gateway asks an agent (A2A) for the sign-in of its user in the middle of a task.",
		Arguments: append(append([]Argument{}, secondary...), people...),
	},
	{
		Asset: "credential-injection-oauth2-obo", Title: "OAuth 2.0 OBO credential injection", Version: "1.1.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway exchanges the bearer token of a request for one that the upstream takes, on behalf of the same user.",
		Arguments: []Argument{
			{Name: "flow", Required: true, Values: []string{"microsoft-entra-obo", "oauth2-token-exchange"}, Is: "The kind of exchange: OAuth 2.0 Token Exchange (RFC 8693), or Microsoft Entra ID On-Behalf-Of."},
			{Name: "client_id", Required: true, Is: "The client id.", Like: [2]any{"0oa1b2c3d4e5f6g7h8i9", "0oa9i8h7g6f5e4d3c2b1"}},
			{Name: "client_secret", Required: true, Secret: true, Is: "The client secret."},
			{Name: "token_endpoint", Required: true, Is: "The address of the token endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/token", "https://other.okta.com/oauth2/v1/token"}},
			{Name: "scope", Is: "The scopes to ask for, with spaces between them. Microsoft Entra ID wants one, such as `api://cards/.default`.", Like: [2]any{"cards.read", "cards.write"}},
			{Name: "timeout", Kind: Whole, Usual: 10000, Is: "How long the gateway waits for a token, in milliseconds."},
			{Name: "ciba_enabled", Kind: Flag, Default: false, Is: "Whether the user is asked by another channel (CIBA), for `oauth2-token-exchange`."},
			{Name: "target_value", Is: "What the token is for; `oauth2-token-exchange` wants it.", Like: [2]any{"api://cards", "api://loans"}},
			{Name: "target_type", Usual: "audience", Values: []string{"audience", "resource"}, Is: "What `target_value` is: the name of a service (`audience`) or its address (`resource`)."},
		},
	},
}
