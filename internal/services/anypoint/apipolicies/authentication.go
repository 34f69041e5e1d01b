package apipolicies

var authenticationPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange,
	// which mark the passwords as sensitive.
	{
		Asset: "http-basic-authentication", Title: "Basic authentication: simple", Version: "1.3.2",
		Is: "the gateway lets a request pass only with one user name and password, by HTTP basic authentication, and answers 401 to others.",
		Arguments: []Argument{
			{Name: "username", Required: true, Is: "The user name.", Like: [2]any{"card-shop", "card-desk"}},
			{Name: "password", Required: true, Secret: true, Is: "The password."},
		},
	},
	{
		Asset: "ldap-authentication", Title: "Basic authentication: LDAP", Version: "1.4.1",
		Is: "the gateway lets a request pass only with the user name and password of somebody in a directory (LDAP, Active Directory), by HTTP basic authentication, and answers 401 to others.",
		Arguments: []Argument{
			{Name: "ldap_server_url", Key: "ldapServerURL", Required: true, Is: "The address of the directory with its port.", Like: [2]any{"ldap://directory.example.com:389", "ldaps://directory.example.com:636"}},
			{Name: "ldap_server_user_dn", Required: true, Is: "The distinguished name of the user that searches the directory.", Like: [2]any{"cn=reader,dc=example,dc=com", "cn=other,dc=example,dc=com"}},
			{Name: "ldap_server_user_password", Required: true, Secret: true, Is: "The password of the user that searches the directory."},
			{Name: "ldap_search_base", Required: true, Is: "Where in the directory people are looked for.", Like: [2]any{"ou=people,dc=example,dc=com", "ou=staff,dc=example,dc=com"}},
			{Name: "ldap_search_filter", Required: true, Is: "The filter that finds a person by the user name, which is `{0}` in it, such as `(sAMAccountName={0})` for Active Directory.", Like: [2]any{"(uid={0})", "(mail={0})"}},
			{Name: "ldap_search_in_subtree", Kind: Flag, Default: false, Is: "Whether people are looked for at the base and everywhere below it, which takes longer; else immediately below it."},
		},
	},
}
