package anypoint

// OAuth2Provider is the configuration of the types Ping and OpenAM. Its parts
// are nil for the other type, and where the platform shows a summary.
type OAuth2Provider struct {
	Clients    *OAuth2Clients    `json:"oauth2_client_provider,omitempty"`
	Authorize  *OAuth2Part       `json:"oauth2_authorization_provider,omitempty"`
	Token      *OAuth2Part       `json:"oauth2_token_provider,omitempty"`
	Validation *OAuth2Validation `json:"oauth2_token_validation_provider,omitempty"`
	// AdminToken is OpenAM's.
	AdminToken *OAuth2Part `json:"admin_token,omitempty"`
}

// OAuth2URLs are addresses of the authorization server; each part has some.
type OAuth2URLs struct {
	Authorize string `json:"authorize,omitempty"`
	Create    string `json:"create,omitempty"`
	Delete    string `json:"delete,omitempty"`
	Validate  string `json:"validate,omitempty"`
}

// OAuth2Part is where something is got, and by whom. Passwords go into
// ClientProvider.Extra: no answer has them.
type OAuth2Part struct {
	URLs     OAuth2URLs `json:"urls,omitzero"`
	Username string     `json:"username,omitempty"`
}

// OAuth2Clients is how clients are registered.
type OAuth2Clients struct {
	OAuth2Part
	// GrantTypes is nil where they are left to the platform.
	GrantTypes *[]GrantType `json:"grant_types,omitempty"`

	// Ping's.
	BypassApprovalPage      *bool `json:"bypass_approval_page,omitempty"`
	SendCredentialsInHeader *bool `json:"send_credentials_in_header,omitempty"`

	// OpenAM's; nil where they are not said.
	Scopes             *[]string          `json:"scopes,omitempty"`
	DefaultScopes      *[]string          `json:"default_scopes,omitempty"`
	AllowedClientTypes *OpenAMClientTypes `json:"allowed_client_types,omitempty"`
}

// OpenAMClientTypes are, in the vendor's words, the allowed client types.
type OpenAMClientTypes struct {
	Confidential []string `json:"Confidential"`
	Public       []string `json:"Public"`
}

// OAuth2Validation is how gateways validate tokens; all but the address is
// Ping's.
type OAuth2Validation struct {
	URLs         OAuth2URLs        `json:"urls,omitzero"`
	ClientID     string            `json:"client_id,omitempty"`
	TokenMapping map[string]string `json:"token_mapping,omitempty"`
}
