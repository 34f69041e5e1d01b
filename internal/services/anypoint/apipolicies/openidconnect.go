package apipolicies

// What several policies on access tokens have.
var (
	scopeCriteria = Argument{Name: "scope_validation_criteria", Default: "AND", Values: []string{"AND", "OR"}, Firm: true, Is: "Whether a token needs all of the scopes (`AND`) or one of them (`OR`)."}
	exposeHeaders = Argument{Name: "expose_headers", Kind: Flag, Default: false, Is: "Whether the backend gets what the authorization server says of the token, in headers `X-AGW-<name>`."}
	skipClientID  = Argument{Name: "skip_client_id_validation", Kind: Flag, Default: false, Is: "Whether a token's client may be one without a contract for the API."}
)

var openIDConnectPolicies = []Descriptor{
	{
		Asset: "openidconnect-access-token-enforcement", Title: "OpenID Connect access token enforcement", Version: "1.3.0",
		Is: "the gateway lets a request pass only with an access token that the API instance's client provider calls active, that has the scopes, and whose client has an approved contract. " +
			"The API instance needs a client provider of the type OpenID Connect Dynamic Client Registration (its `provider_id`); the policy takes the provider's introspection URL and credentials from there.",
		Refused: "This policy needs an API instance whose client provider is of the type OpenID Connect Dynamic Client Registration. " +
			"Set provider_id of the gatehouse_anypoint_api_instance to the id of a gatehouse_anypoint_client_provider.",
		Arguments: []Argument{
			{Name: "scopes", Kind: Scopes, Is: "The scopes that a token must have. Their order means nothing. Without any, every active token passes.", Like: [2]any{[]any{"cards.read", "mulescope"}, []any{"cards.read"}}},
			scopeCriteria, exposeHeaders, skipClientID,
			{Name: "authentication_timeout", Kind: Whole, Usual: 10000, Least: 1, Firm: true, Is: "How long the gateway waits for the authorization server, in milliseconds."},
			{Name: "secure_trust_store", Kind: Flag, Usual: false, Is: "Whether the gateway validates the authorization server's TLS certificate against the trust store of the runtime (Mule Gateway only)."},
			{Name: "max_federation_expiration_time", Kind: Whole, Usual: -1, Is: "How long the gateway remembers at most that a token is active, in seconds; -1 for as long as the token lasts. MuleSoft documents it for the local mode of Omni/Flex Gateway only."},
			{Name: "max_cache_size", Kind: Whole, Usual: 1000, Is: "How many tokens the gateway remembers; 0 for none. MuleSoft documents it for the local mode of Omni/Flex Gateway only."},
		},
	},
}
