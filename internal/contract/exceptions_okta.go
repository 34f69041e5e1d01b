package contract

// Regular expressions for the paths of groups of operations.
const (
	appRoutes    = `/api/v1/apps(/\{appId\})?|/api/v1/groups/\{groupId\}/apps`
	serverRoutes = `/api/v1/authorizationServers(/\{authServerId\})?`
)

var oktaExceptions = []Exception{
	{
		Platform: "okta", Services: true, Where: "reply", Template: `/api/v1/inlineHooks(/.*)?`, At: `(\[\]\.)?version`, What: "null, not string",
		Evidence: "the document's own example InlineHookTelephony",
	},
	{
		Platform: "okta", Services: true, Where: "reply", Template: `/api/v1/inlineHooks(/.*)?`, At: `(\[\]\.)?channel\.config\.scope`, What: "null, not string",
		Evidence: "the document's own examples, such as InlineHookMgmtOAuthCSPexample",
	},
	{
		Platform: "okta", Method: "GET", Where: "reply", Template: `/api/v1/hook-keys/\{id\}`, At: `_embedded`, What: "unknown member",
		Evidence: "the document itself: its text says that expand=publickey returns the details of the public key in _embedded",
	},
	{
		Platform: "okta", Template: `/oauth2/v1/clients(/\{clientId\}.*)?`, At: `(\[\]\.)?post_logout_redirect_uris`, What: "array, not string",
		Evidence: "the document itself: its text says \"array of redirection URI strings\", and its examples ClientRequestWeb and ClientResponseWeb have a list",
	},
	{
		Platform: "okta", Services: true, Where: "reply", Template: `/oauth2/v1/clients(/\{clientId\}.*)?`, At: `(\[\]\.)?jwks\.keys\[\]\.use`, What: "null, not string",
		Evidence: "the document's own example ClientResponseServiceJwks",
	},
	{
		Platform: "okta", Where: "reply", Template: appRoutes, At: `(\[\]\.)?_links\.(clientCredentials|policies|profileEnrollment|uploadLogo)`, What: "unknown member",
		Evidence: "recorded: app_oidc_web_create_200, and all other recordings of apps",
	},
	{
		Platform: "okta", Where: "reply", Template: appRoutes, At: `(\[\]\.)?(accessibility\.(error|login)RedirectUrl|settings\.notes\.(admin|enduser)|settings\.notifications\.vpn\.(helpUrl|message)|settings\.oauthClient\.(client|logo)_uri|universalLogout)`, What: "null, not (string|object)",
		Evidence: "recorded: app_oidc_native_create_200, and most other recordings of apps",
	},
	{
		Platform: "okta", Template: appRoutes, At: `(\[\]\.)?settings\.(app|manualProvisioning)`, What: "unknown member",
		Evidence: "recorded: app_oidc_update_200, in the request and in the answer",
	},
	{
		Platform: "okta", Where: "reply", Template: appRoutes, At: `(\[\]\.)?settings\.oauthClient\.jwks\.keys\[\]\.use`, What: "unknown member",
		Evidence: "recorded: app_oidc_service_private_key_jwt_jwks_create_200",
	},
	{
		Platform: "okta", Template: appRoutes, At: `(\[\]\.)?name`, What: `value is not one of the allowed values \["oidc_client"\]`,
		Evidence: "recorded: app_oidc_preconfigured_create_200, an app of the integration network with OpenID Connect",
	},
	{
		Platform: "okta", Method: "POST", Where: "reply", Template: `/api/v1/apps/\{appId\}/lifecycle/(de)?activate`, What: "a body where none is declared for 200",
		Evidence: "recorded: app_activate_200, app_deactivate_200; the body is {}",
	},
	{
		Platform: "okta", Method: "DELETE", Where: "status", Template: `/api/v1/apps/\{appId\}`, At: "500",
		Evidence: "recorded: app_delete_500",
	},
	{
		Platform: "okta", Template: `/api/v1/internal/apps/.*`, Where: "operation",
		Evidence: "recorded: app_internal_groups_claim_get_200, app_internal_groups_claim_post_200; the official provider's way to groups claims",
	},
	{
		Platform: "okta", Where: "reply", Template: serverRoutes, At: `(\[\]\.)?(default|_links\.(keys|resourceServerCredentialsKeys))`, What: "unknown member",
		Evidence: "recorded: authserver_create_201",
	},
	{
		Platform: "okta", Method: "PUT", Where: "request", Template: serverRoutes, At: `default|_links\.(keys|resourceServerCredentialsKeys)`, What: "unknown member",
		Evidence: "recorded: authserver_update_200, which sends back what it was given",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/authorizationServers/\{authServerId\}/(scopes(/\{scopeId\})?|claims(/\{claimId\})?)`, At: `(\[\]\.)?apiResourceId`, What: "unknown member",
		Evidence: "recorded: scope_get_200, claim_get_200",
	},
	{
		Platform: "okta", Template: `/api/v1/authorizationServers/\{authServerId\}/policies/\{policyId\}/rules(/\{ruleId\})?`, At: `(\[\]\.)?conditions\.people\.(users|groups)\.exclude`, What: "unknown member",
		Evidence: "recorded: rule_get_200, in the answer; the official provider's arguments user_blacklist and group_blacklist, in the request",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/groups(/\{groupId\})?`, At: `(\[\]\.)?_links\.owners`, What: "unknown member",
		Evidence: "recorded: group_get_200",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/policies`, At: `\[\]\._embedded\.\*`, What: "value must be an object",
		Evidence: "recorded: accesspolicy_list_200, where resourceType is a text",
	},
	{
		Platform: "okta", Where: "status", Template: `/api/v1/groups/rules`, At: "423",
		Evidence: "recorded: group_rule_423",
	},
	{
		Platform: "okta", Method: "POST", Where: "request", Template: `/api/v1/trustedOrigins`, At: "status", What: "unknown member",
		Evidence: "recorded: trustedorigin_create_200",
	},
	{
		Platform: "okta", Method: "POST", Where: "status", Template: `/oauth2/v1/clients/\{clientId\}/roles`, At: "201",
		Evidence: "recorded: client_role_assign_201",
	},
	{
		Platform: "okta", Method: "GET", Where: "operation", Template: `/\.well-known/oauth-authorization-server`,
		Evidence: "recorded: metadata_org_oauth_authorization_server_200",
	},
	{
		Platform: "okta", Method: "GET", Where: "reply", Template: `/\.well-known/okta-organization`, At: "cell|settings", What: "unknown member",
		Evidence: "recorded: metadata_okta_organization_200",
	},
	{
		Platform: "okta", Where: "status", At: "401",
		Evidence: "recorded: authserver_create_401_feature_missing, authserver_get_default_alias_401; most operations list no 401, and nearly every one needs a sign-in",
	},
	{
		Platform: "okta", Where: "status", At: "400", Template: `/api/v1/(apps|groups|users|policies|trustedOrigins|zones|groups/rules/\{groupRuleId\}|authorizationServers/\{authServerId\}/scopes)|/oauth2/v1/clients/\{clientId\}/roles`,
		Evidence: "Okta's list of error codes: E0000031 for a filter or a limit that it cannot read, E0000001 for what it cannot do; the documents list 400 only where they declare a body",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/(authorizationServers|groups).*|/oauth2/.*`, At: `(\[\]\.)?(description|displayName|profile\.description|originId|client_uri|logo_uri)`, What: "null, not string",
		Evidence: "not recorded for these; in apps Okta writes null for a text that is not set (recorded: app_oidc_web_create_200), and the documents say nullable almost nowhere. GroupOwner.originId is \"NULL\" by its own description",
	},
	{
		Platform: "okta", Where: "reply", Template: serverRoutes, At: `(\[\]\.)?_links\.activate`, What: "unknown member",
		Evidence: "not recorded: the counterpart of the link deactivate, as policies and apps have it",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/authorizationServers/\{authServerId\}/clients`, At: `\[\]\._links\.(client|tokens\.hints)`, What: "unknown member",
		Evidence: "the document's own example ListClientsResponse",
	},
	{
		Platform: "okta", Template: `/api/v1/apps.*`, At: `(.*\.)?(keys\[\]\.|\[\]\.)?(use|crv|alg)`, What: "unknown member",
		Evidence: "the document's own example oAuthClientJsonWebKey has use and alg; RFC 7518, 6.2.1.1 demands crv of elliptic keys",
	},
	{
		Platform: "okta", Where: "reply", Template: `/oauth2/(\{authorizationServerId\}/)?v1/keys`, At: `keys\[\]\.[ne]`, What: "unknown member",
		Evidence: "the document's own example OAuthKeysExample",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/api-tokens(/\{apiTokenId\})?`, At: `(\[\]\.)?_links`, What: "unknown member",
		Evidence: "the document's own example ApiTokenMetadataResponse; the schema says _link",
	},
	{
		Platform: "okta", Template: `/api/v1/groups(/\{groupId\})?`, At: `(\[\]\.)?profile\..*`, What: "unknown member",
		Evidence: "the document's own description of OktaUserGroupProfile: an org can add attributes to it",
	},
	{
		Platform: "okta", Services: true, Where: "reply", Template: `/api/v1/apps/\{appId\}/users(/\{userId\})?`, At: `(\[\]\.)?externalId`, What: "null, not string",
		Evidence: "the document's own example AppUserSSOResponse",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/groups/rules(/\{groupRuleId\})?`, At: `(\[\]\.)?allGroupsValid`, What: "unknown member",
		Evidence: "in every answer that Okta was seen to give about group rules; the document does not have it",
	},
	{
		Platform: "okta", Template: `/oauth2/v1/clients.*`, At: `(\[\]\.)?client_uri`, What: "unknown member",
		Evidence: "the document's own examples ClientRequestWeb and ClientResponseWeb",
	},
	{
		Platform: "okta", Where: "reply", Template: `/oauth2/v1/clients(/\{clientId\})?`, At: "error|error_description", What: "unknown member",
		Evidence: "the document's own example ErrorInvalidClientMetadata: errors of registration have the form of RFC 7591, the schema is that of the management API",
	},
	{
		Platform: "okta", Where: "reply", Template: `/oauth2/(\{authorizationServerId\}/)?v1/token`, At: "token_type", What: "value is not one of the allowed values.*",
		Evidence: "RFC 9449, section 5: DPoP, which the document itself describes",
	},
	{
		Platform: "okta", Where: "request", Template: `/oauth2/(\{authorizationServerId\}/)?v1/(token|introspect|revoke)`, At: "client_id|client_secret|client_assertion|client_assertion_type", What: "unknown member",
		Evidence: "the document's own text on client authentication; its security schemes cannot say it for forms",
	},
	{
		Platform: "okta", Where: "status", Template: `/oauth2/\{authorizationServerId\}/v1/.*`, At: "404",
		Evidence: "error_404_E0000007: there is no such authorization server; the documents list no 404 below it",
	},
	{
		Platform: "okta", Where: "status", Template: `/oauth2/(\{authorizationServerId\}/)?v1/authorize`, At: "302|400",
		Evidence: "RFC 6749, section 4.1.2; the document has one answer, 429",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/zones(/.*)?`, At: `(\[\]\.)?gateways`, What: "null, not array",
		Evidence: "the document's own examples DefaultIpNetworkZone and DefaultIpBlocklistNetworkZone",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/zones(/.*)?`, At: `(\[\]\.)?locations(\.(include|exclude))?\[\]\.region`, What: "null, not string",
		Evidence: "the document's own description of NetworkZoneLocation: null if empty",
	},
	{
		Platform: "okta", Where: "reply", Template: `/api/v1/zones(/.*)?`, At: `(\[\]\.)?proxyType`, What: "null, not string",
		Evidence: "the official provider's recordings TestAccResourceOktaNetworkZone_crud; the document's enumeration has the text \"null\" for it",
	},
	{
		Platform: "okta", Where: "request", Template: serverRoutes + `(/policies/\{policyId\}(/rules/\{ruleId\})?)?`, At: "description", What: "null, not string",
		Evidence: "not recorded: null is how a description is taken away; Okta's own answers have null for texts that are not set (recorded app_oidc_web_create_200)",
	},
}
