package apipolicies

var tokensPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	{
		Asset: "oauth2-token-introspection", Title: "OAuth 2.0 token introspection", Version: "1.0.1", Gateway: "Omni/Flex Gateway",
		Is: "the gateway lets a request pass only with an access token that an authorization server calls active (RFC 7662).",
		Arguments: []Argument{
			{Name: "introspection_url", Key: "introspectionURL", Required: true, Is: "The address of the authorization server's introspection endpoint.", Like: [2]any{"https://example.okta.com/oauth2/default/v1/introspect", "https://example.okta.com/oauth2/v1/introspect"}},
			{Name: "authorization_value", Required: true, Secret: true, Is: "The value of the header `Authorization` with which the gateway asks, such as `Basic …`."},
			{Name: "validated_token_ttl", Key: "validatedTokenTTL", Kind: Whole, Usual: 600, Is: "How long the gateway remembers that a token is active, in seconds."},
			{Name: "scopes", Kind: Scopes, Is: "The scopes that a token must have. Their order means nothing. Without any, every active token passes.", Like: [2]any{[]any{"read", "write"}, []any{"read"}}},
			scopeCriteria, skipClientID,
			{Name: "consumer_by", Is: "The member of the authorization server's answer that names the application: `client_id`, `username` or another one of the first level. It is needed unless `skip_client_id_validation` is true.", Like: [2]any{"client_id", "username"}},
			exposeHeaders,
			{Name: "max_cache_entries", Kind: Whole, Usual: 1000, Is: "How many tokens the gateway remembers."},
			{Name: "authentication_timeout", Kind: Whole, Usual: 10000, Is: "How long the gateway waits for the authorization server, in milliseconds."},
		},
	},
	{
		Asset: "external-oauth2-access-token-enforcement", Title: "OAuth 2.0 access token enforcement using Mule OAuth provider", Version: "1.6.0", Gateway: "Mule Gateway",
		Is: "the gateway lets a request pass only with an access token that a Mule OAuth 2.0 provider application calls valid.",
		Arguments: []Argument{
			{Name: "token_url", Required: true, Is: "The address of the provider's validation endpoint.", Like: [2]any{"https://provider.example.com/validate", "https://other.example.com/validate"}},
			{Name: "scopes", Kind: Scopes, Is: "The scopes that a token must have. Their order means nothing. Without any, every valid token passes.", Like: [2]any{[]any{"READ", "WRITE"}, []any{"READ"}}},
			scopeCriteria,
			{Name: "secure_trust_store", Kind: Flag, Default: false, Is: "Whether the gateway validates the provider's TLS certificate against the trust store of the runtime."},
			exposeHeaders, skipClientID,
			{Name: "authentication_timeout", Kind: Whole, Is: "How long the gateway waits for the provider, in milliseconds."},
			{Name: "max_cache_entries", Kind: Whole, Is: "How many tokens the gateway remembers."},
		},
	},
}
