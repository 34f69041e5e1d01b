package apipolicies

// overwrite is what both policies do with credentials that are there already.
var overwrite = Argument{Name: "overwrite", Kind: Flag, Default: false, Is: "Whether credentials that the request has already are replaced. The console proposes `true`."}

var credentialsPolicies = []Descriptor{
	// Source: the policies' templates in Exchange, and MuleSoft's pages on the
	// policies. What MuleSoft's own provider sends for a timeout that is left out,
	// 10,000, is of no use: the pages of all versions have seconds, and 10.
	{
		Asset: "credential-injection-basic-auth", Title: "Credential injection basic authentication", Version: "1.0.1", Outbound: true, Gateway: "Omni/Flex Gateway",
		Is: "the gateway gives its requests to the upstream a user name and a password, by HTTP basic authentication.",
		Arguments: []Argument{
			{Name: "username", Required: true, Is: "The user name.", Like: [2]any{"card-gateway", "card-desk"}},
			{Name: "password", Required: true, Secret: true, Is: "The password."},
			overwrite,
			{Name: "custom_header", Is: "The name of the header, where it is not `Authorization`.", Like: [2]any{"X-Authorization", "X-Upstream-Authorization"}},
		},
	},
	{
		Asset: "credential-injection-oauth2", Title: "Credential injection OAuth 2.0", Version: "1.0.1", Outbound: true, Gateway: "Omni/Flex Gateway",
		Is: "the gateway gets an access token from an authorization server, by client credentials, and gives it to its requests to the upstream.",
		Arguments: []Argument{
			{Name: "oauth_service", Required: true, Is: "The address of the token endpoint.", Like: [2]any{"https://example.okta.com/oauth2/default/v1/token", "https://example.okta.com/oauth2/v1/token"}},
			{Name: "client_id", Required: true, Is: "The client id.", Like: [2]any{"0oa1b2c3d4e5f6g7h8i9", "0oa9i8h7g6f5e4d3c2b1"}},
			{Name: "client_secret", Required: true, Secret: true, Is: "The client secret."},
			{Name: "scope", Kind: Texts, Is: "The scopes that the gateway asks for.", Like: [2]any{[]any{"cards.read"}, []any{"cards.write"}}},
			overwrite,
			{Name: "token_fetch_timeout", Kind: Whole, Default: 10, Is: "How long the gateway waits for a token, in seconds."},
			{Name: "allow_request_without_credential", Kind: Flag, Default: false, Is: "Whether a request goes to the upstream without a token when there is none."},
		},
	},
}
