package apipolicies

// claims are names of claims with what they must be.
func claims(name, is string) Argument {
	return Argument{
		Name: name, Kind: Items, Is: is,
		Of: []Argument{
			{Name: "key", Required: true, Is: "The claim's name.", Like: [2]any{"iss", "zone"}},
			{Name: "value", Required: true, Is: "The value that it must have, or a DataWeave expression that must be true; `vars.claimSet` has the claims.", Like: [2]any{"https://example.okta.com/oauth2/default", "#[vars.claimSet.zone == 'eu']"}},
		},
	}
}

var jwtPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange; the form
	// of the claims is from the community's provider, which sends them.
	{
		Asset: "jwt-validation", Title: "JWT validation", Version: "0.12.0",
		Is: "the gateway lets a request pass only with a signed JSON web token (JWT) whose signature and claims are valid. It does not ask the authorization server about each token.",
		Arguments: []Argument{
			{Name: "jwt_origin", Required: true, Values: []string{"httpBearerAuthenticationHeader", "customExpression"}, Is: "Where the token is in a request: in the header `Authorization` (`httpBearerAuthenticationHeader`), or where an expression finds it (`customExpression`)."},
			{Name: "jwt_expression", Is: "The DataWeave expression that finds the token, for `customExpression`.", Like: [2]any{"#[attributes.headers['jwt']]", "#[attributes.headers['token']]"}},
			{Name: "signing_method", Values: []string{"rsa", "hmac", "es", "none"}, Is: "The algorithm of the signature. Without one, MuleSoft's page says, the gateway takes tokens of any algorithm, and unsigned ones."},
			{Name: "signing_key_length", Kind: Whole, Is: "The length of the hash, in bits: 256, 384 or 512 (with `es` no 512 on Omni/Flex Gateway).", Like: [2]any{256, 512}},
			{Name: "jwt_key_origin", Values: []string{"jwks", "text"}, Is: "Where the key is: behind a URL (`jwks`), or in `text_key` (`text`)."},
			{Name: "text_key", Secret: true, Is: "The key, for the origin `text`: of `rsa`, the public key in PEM without its first and last line; of the others, the secret of 32, 48 or 64 characters."},
			{Name: "custom_key_expression", Is: "The DataWeave expression that finds the key."},
			{Name: "jwks_url", Is: "The address of the JSON web key set, for the origin `jwks`. Omni/Flex Gateway takes several, with commas between them.", Like: [2]any{"https://example.okta.com/oauth2/default/v1/keys", "https://example.okta.com/oauth2/v1/keys"}},
			{Name: "jwks_service_time_to_live", Kind: Whole, Usual: 60, Is: "How long the gateway keeps the key set, in minutes."},
			{Name: "jwks_service_connection_timeout", Kind: Whole, Usual: 10000, Is: "How long the gateway waits for a key set, in milliseconds."},
			skipClientID,
			{Name: "client_id_expression", Usual: "#[vars.claimSet.client_id]", Is: "The DataWeave expression that finds the client id in the claims.", Like: [2]any{"#[vars.claimSet.cid]", "#[vars.claimSet.azp]"}},
			{Name: "validate_aud_claim", Kind: Flag, Default: false, Is: "Whether the claim `aud` must be one of `supported_audiences`."},
			{Name: "mandatory_aud_claim", Kind: Flag, Default: false, Is: "Whether a token must have the claim `aud`."},
			{Name: "supported_audiences", Is: "The audiences, with commas between them.", Like: [2]any{"api://cards", "api://cards,api://loans"}},
			{Name: "mandatory_exp_claim", Kind: Flag, Default: false, Is: "Whether a token must have the claim `exp`, the time of its end."},
			{Name: "mandatory_nbf_claim", Kind: Flag, Default: false, Is: "Whether a token must have the claim `nbf`, the time of its beginning."},
			{Name: "validate_custom_claim", Kind: Flag, Default: false, Is: "Whether the custom claims are checked."},
			{Name: "claims_to_headers", Kind: Ordered, Is: "The names of the claims that the backend gets as headers.", Like: [2]any{[]any{"sub"}, []any{"scp", "sub"}}},
			claims("mandatory_custom_claims", "The custom claims that a token must have."),
			claims("non_mandatory_custom_claims", "The custom claims that are checked where a token has them."),
		},
		Rules: []Rule{
			{If: "jwt_key_origin", Has: "jwks", Needs: "jwks_url", Because: "Without it the gateway finds no key."},
			{If: "jwt_key_origin", Has: "text", Needs: "text_key", Because: "Without it the gateway finds no key."},
			{If: "jwt_origin", Has: "customExpression", Needs: "jwt_expression", Because: "Without it the gateway finds no token."},
		},
	},
}
