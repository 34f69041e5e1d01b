package apipolicies

// What the policies have that make an agent ask its user for a token.
var (
	secondary = []Argument{
		{Name: "secondary_auth_provider", Required: true, Is: "The name of the identity provider.", Like: [2]any{"okta", "entra"}},
		{Name: "authorization_endpoint", Required: true, Is: "The address of its authorization endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/authorize", "https://other.okta.com/oauth2/v1/authorize"}},
		{Name: "token_endpoint", Required: true, Is: "The address of its token endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/token", "https://other.okta.com/oauth2/v1/token"}},
		{Name: "scopes", Kind: Scopes, Is: "The scopes to ask for. Their order means nothing.", Like: [2]any{[]any{"openid", "profile"}, []any{"openid"}}},
		{Name: "redirect_uri", Required: true, Is: "Where the provider sends the user back to.", Like: [2]any{"https://agent.example.com/callback", "https://other.example.com/callback"}},
		{Name: "response_type", Is: "The OAuth 2.0 response type, such as `code`.", Like: [2]any{"code", "token"}},
		{Name: "code_challenge_method", Is: "The method of the code challenge, such as `S256`.", Like: [2]any{"S256", "plain"}},
		{Name: "body_encoding", Is: "The encoding of the request for a token, in the words of the policy's template."},
		{Name: "token_timeout", Kind: Whole, Is: "How long a token is waited for, in the unit of the policy's template."},
		{Name: "challenge_response_status_code", Kind: Whole, Is: "The status of the answer that asks for a token.", Like: [2]any{401, 403}},
	}
	people = []Argument{
		{Name: "token_audience", Is: "The audience of the token.", Like: [2]any{"api://cards", "api://loans"}},
		{Name: "user_id_header", Is: "The name of the header with the user's identifier.", Like: [2]any{"x-user-id", "x-user"}},
		{Name: "user_email_header", Is: "The name of the header with the user's e-mail address.", Like: [2]any{"x-user-email", "x-email"}},
	}
)

var intaskPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange. Of
	// the second only a snapshot is known.
	{
		Asset: "intask-authorization-code-policy", Title: "In-task authorization code", Version: "1.0.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is:        "the gateway asks an agent for a token of its user, by the authorization code grant, in the middle of a task.",
		Arguments: secondary,
	},
	{
		Asset: "intask-authentication-policy", Title: "In-task authentication", Version: "1.0.0-20260113204639", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is:        "the gateway asks an agent for the sign-in of its user in the middle of a task.",
		Arguments: append(append([]Argument{}, secondary...), people...),
	},
	{
		Asset: "credential-injection-oauth2-obo", Title: "Credential injection, OAuth 2.0 on behalf of", Version: "1.1.0", Gateway: "Omni/Flex Gateway", Outbound: true,
		Is: "the gateway exchanges the token of a request for one that the upstream takes.",
		Arguments: []Argument{
			{Name: "flow", Required: true, Is: "The kind of exchange, such as `microsoft-entra-obo`.", Like: [2]any{"microsoft-entra-obo", "oauth2-token-exchange"}},
			{Name: "client_id", Required: true, Is: "The client id.", Like: [2]any{"0oa1b2c3d4e5f6g7h8i9", "0oa9i8h7g6f5e4d3c2b1"}},
			{Name: "client_secret", Required: true, Secret: true, Is: "The client secret."},
			{Name: "token_endpoint", Required: true, Is: "The address of the token endpoint.", Like: [2]any{"https://example.okta.com/oauth2/v1/token", "https://other.okta.com/oauth2/v1/token"}},
			{Name: "scope", Is: "The scopes to ask for, with spaces between them.", Like: [2]any{"cards.read", "cards.write"}},
			{Name: "timeout", Kind: Whole, Is: "How long the gateway waits for a token, in milliseconds."},
			{Name: "ciba_enabled", Kind: Flag, Default: false, Is: "Whether the user is asked by another channel (CIBA)."},
			{Name: "target_value", Is: "What the token is for.", Like: [2]any{"api://cards", "api://loans"}},
			{Name: "target_type", Is: "What `target_value` is, such as `audience` or `resource`.", Like: [2]any{"audience", "resource"}},
		},
	},
}
