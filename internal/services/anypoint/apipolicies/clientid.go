package apipolicies

var clientIDPolicies = []Descriptor{
	// Source: MuleSoft's page on the policy, and its template in Exchange.
	{
		Asset: "client-id-enforcement", Title: "Client ID enforcement", Version: "1.3.3", Optional: true,
		Is: "the gateway lets a request pass only with the client id, and where it is asked for the client secret, of an application with an approved contract.",
		Arguments: []Argument{
			{Name: "credentials_origin_has_http_basic_authentication_header", Default: "customExpression", Values: []string{"customExpression", "httpBasicAuthenticationHeader"}, Is: "Where the credentials are in a request: where expressions find them (`customExpression`), or in the header of HTTP basic authentication (`httpBasicAuthenticationHeader`)."},
			{Name: "client_id_expression", Is: "The DataWeave expression that finds the client id, for `customExpression`.", Like: [2]any{"#[attributes.headers['client_id']]", "#[attributes.headers['x-client-id']]"}},
			{Name: "client_secret_expression", Is: "The DataWeave expression that finds the client secret, for `customExpression`; without one, the client id alone is enough.", Like: [2]any{"#[attributes.headers['client_secret']]", "#[attributes.headers['x-client-secret']]"}},
		},
		Rules: []Rule{{If: "credentials_origin_has_http_basic_authentication_header", Has: "customExpression", Needs: "client_id_expression", Because: "Without it the gateway finds no client id."}},
	},
}
