package contract

const apiRoutes = `/apimanager/x?api/v1/organizations/\{organizationId\}/environments/\{environmentId\}/apis`

var anypointExceptions = []Exception{
	// What the documents do not say.
	{
		Platform: "anypoint", Where: "reply", What: "unknown member", Known: true,
		Evidence: "recorded 30-api-create, 32-policy-create and 83-contract-approve have dozens of members that the documents leave out; see vocabulary",
	},
	{
		Platform: "anypoint", Where: "reply", What: "null, not .*|value must be a null",
		Evidence: "recorded 30-api-create, 65-policies-list-fullInfo-false: null is what is not set; the documents say nullable nowhere, and type: null where their one example had null",
	},
	{
		Platform: "anypoint", Where: "status", At: "400|401|403|404|409",
		Evidence: "anypoint.md, 2 and 19; documented/error.*: the documents list few errors, and 401 and 403 almost nowhere",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/accounts/api/(v2/oauth2/token|organizations/\{organizationId\}(/(clientProviders|identityProviders).*)?)|/accounts/login`, What: `a body where none is declared for 20[01]`,
		Evidence: "anypoint.md, 2 (token: official provider), 4 (yaac reads providerId, name and type of the answer), 5 (sfgo); the documents say these answers have no body",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: `/accounts/api/v2/oauth2/token`, What: "a body where none is declared",
		Evidence: "anypoint.md, 2: JSON from the official provider, a form from sfgo; the document has neither",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/apiplatform/repository/\{version\}/.*`, What: `a body where none is declared for 20[01]`,
		Evidence: "recorded 33-apiplatform-applications-list, 39-apiplatform-application-create-native, 68-apiplatform-application-get",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "reply", Template: `/exchange/api/v[12]/organizations/\{masterOrganizationId\}/applications/\{applicationId\}/secret/reset`, What: "a body where none is declared for 201",
		Evidence: "anypoint.md, 11: the answer is the new secret",
	},
	// Paths that the documents do not have.
	{
		Platform: "anypoint", Where: "operation", Template: apiRoutes + `/\{environmentApiId\}/contracts/\{contractId\}/(approve|reject|revoke|restore|approveTierChange|rejectTierChange)`,
		Evidence: "recorded 83-contract-approve; api-platform has the same actions below versions",
	},
	{
		Platform: "anypoint", Where: "operation", Template: apiRoutes + `/\{environmentApiId\}/policies/(\{policyId\}/(enable|disable)|outbound-policies)`,
		Evidence: "anypoint-peers.md, 2.2: sent by the community and the official provider",
	},
	{
		Platform: "anypoint", Where: "operation", Template: `/apimanager/xapi/v1/organizations/\{organizationId\}/(apiSpecs|exchange-policy-templates/\{groupId\}/\{assetId\}/\{assetVersion\})`,
		Evidence: "recorded 29-xapi-apiSpecs-search; anypoint-peers.md, 2.7",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "operation", Template: `/graph/api/v2/graphql`,
		Evidence: "MuleSoft's command line asks it for exchange:asset:list; no document of it is published",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "operation", Template: `/accounts/api/organizations`,
		Evidence: "anypoint.md, 3, and anypoint-peers.md, 2.4: sent by both providers",
	},
	{
		Platform: "anypoint", Method: "GET", Where: "operation", Template: `/gatewaymanager/.*`,
		Evidence: "anypoint-peers.md, 2.1: asked by the official provider",
	},
	{
		Platform: "anypoint", Where: "operation", Template: `/exchange/api/v1/.*|/exchange/api/v2/organizations/\{masterOrganizationId\}/applications/\{applicationId\}/owners(/\{userId\})?`,
		Evidence: "anypoint.md, 7, 11 and 12: asked by the vendor's command line and console",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: `/exchange/api/v2/organizations/\{organizationId\}/assets/\{groupId\}/\{assetId\}/\{version\}`, What: "a body where none is declared",
		Evidence: "anypoint.md, 7: a multipart form is the only way to publish; the document names its fields in a sentence",
	},
	// Members.
	{
		Platform: "anypoint", Method: "PATCH", Where: "request", Template: `/exchange/api/v2/assets/\{groupId\}/\{assetId\}`, At: "name|description", What: "unknown member",
		Evidence: "the document's own example sends name and description together",
	},
	{
		Platform: "anypoint", Where: "request", Template: apiRoutes + `/\{environmentApiId\}/tiers(/\{tierId\})?`, At: `description|autoApprove|limits\[\]\.visible`, What: "unknown member",
		Services: true,
		Evidence: "the document's own example sends description and visible; anypoint-peers.md, 2.3: the official provider sends them and autoApprove in both requests",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: apiRoutes, At: `endpoint\.(type|tlsContexts)`, What: "unknown member",
		Evidence: "recorded 30-api-create sends the type; the document's own example sends tlsContexts",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: apiRoutes, At: `(routing|deployment|approvalMethod|endpointUri)(\..*)?`, What: "unknown member",
		Evidence: "anypoint-peers.md, 2.1: sent by the official provider",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: apiRoutes + `(/\{environmentApiId\})?`, At: `deployment\..*`, What: "unknown member",
		Evidence: "anypoint-peers.md, 2.1: the official provider sends these members and reads them back",
	},
	{
		Platform: "anypoint", Template: `/accounts/api/organizations/\{organizationId\}/clientProviders(/\{clientProviderId\})?`, At: `oidc_dynamic_client_provider\.allow_client_import`, What: "unknown member of a closed object",
		Evidence: "anypoint.md, 4: sent and read back by yaac; the import of clients in api-manager refers to the feature",
	},
	{
		Platform: "anypoint", Where: "request", Template: apiRoutes + `(/\{environmentApiId\})?`, At: `endpoint\.(type|tlsContexts).*|routing.*|endpointUri|deployment.*|approvalMethod|providerId|technology`, What: "unknown member",
		Evidence: "recorded 30-api-create has endpoint.type; anypoint-peers.md, 2.1: the rest is sent by the official provider; anypoint.md, 4.1 and 8",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: `/exchange/api/v2/organizations/\{organizationId\}/assets/\{groupId\}/\{assetId\}/\{version\}`, What: "a body where none is declared",
		Evidence: "anypoint.md, 7: a form with files, as the vendor's guides and command line send it; the document declares no body",
	},
	{
		Platform: "anypoint", Method: "PATCH", Where: "request", Template: `/exchange/api/v2/assets/\{groupId\}/\{assetId\}`, At: "description", What: "unknown member",
		Evidence: "the document's own text: \"Updates asset metadata (name and description)\", and its example",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "request", Template: apiRoutes + `/\{environmentApiId\}/policies`, At: "disabled|label|order", What: "unknown member",
		Evidence: "anypoint-peers.md, 2.2: sent by the official provider; answered in recorded 65-policies-list-fullInfo-false",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "query", Template: apiRoutes + `/\{environmentApiId\}/policies(/outbound-policies)?`, At: "allowDuplicated",
		Evidence: "anypoint-peers.md, 2.2: sent by the official provider",
	},
	{
		Platform: "anypoint", Where: "reply", Template: apiRoutes + `(/\{environmentApiId\})?`, At: `(.*\.)?approvalMethod`, What: "unknown member",
		Evidence: "anypoint.md, 8; anypoint-peers.md, 2.1: an argument of the official provider",
	},
	{
		Platform: "anypoint", Where: "reply", Template: apiRoutes + `(/\{environmentApiId\})?`, At: `(.*\.)?(routing|deployment\..*)`, What: "unknown member",
		Evidence: "anypoint-peers.md, 2.1: the official provider sends them and reads them back",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "reply", Template: `/accounts/login`, At: "redirectUrl", What: "unknown member",
		Evidence: "anypoint.md, 2: recorded by kloudtek/anypoint-tools, read by the vendor's command line",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/accounts/api/(organizations/\{organizationId\}|me|users/me)`, At: `(.*\.)?(mfaRequired|deletedAt)`, What: "unknown member",
		Evidence: "anypoint.md, 3; anypoint-peers.md, 2.4: deletedAt is how both providers see that an organization is gone",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/accounts/api/(organizations/\{organizationId\}|me|users/me)`, At: `(.*\.)?(parentOrganizationIds|subOrganizationIds)\[\]`, What: "value must be an object",
		Evidence: "the document's own text: identifiers; an empty list in its example became a list of objects",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/accounts/api/me`, At: `user\.organizationPreferences\.[0-9a-f-]{36}`, What: "required member is missing",
		Evidence: "the id of the organization in the document's example became a member that everybody must have",
	},
	{
		Platform: "anypoint", Services: true, Method: "PUT", Where: "request", Template: `/accounts/api/organizations/\{organizationId\}`, At: `idprovider_id|properties|sessionTimeout|entitlements(\..*)?`, What: "required member is missing",
		Evidence: "anypoint-peers.md, 2.4 and 5: both other providers send a part; some of the members that the document requires get 403 for a business group",
	},
	{
		Platform: "anypoint", Services: true, Method: "PUT", Where: "request", Template: `/accounts/api/organizations/\{organizationId\}`, At: `entitlements\.(vCoresDesign|loadBalancer)`, What: "unknown member",
		Evidence: "the document's own answer has them; the community's provider sends both",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: `/accounts/api/organizations/\{organizationId\}/hierarchy`, At: `(subOrganizations\[\]\.)*(parentOrganizationIds|subOrganizationIds)\[\]`, What: "value must be an object",
		Evidence: "the document's own example has identifiers",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: `/accounts/api/organizations/\{organizationId\}`, At: `entitlements\.vCores(Production|Sandbox|Design)\.assigned`, What: "value must be an integer",
		Evidence: "the document's own example of the request has 0.5",
	},
	{
		Platform: "anypoint", Method: "GET", Where: "reply", Template: `/accounts/api/organizations/\{organizationId\}`, At: "salesforce", What: "required member is missing",
		Evidence: "not in the organization that other operations answer; the example's organization had a Salesforce link",
	},
	{
		Platform: "anypoint", Where: "reply", Template: `/accounts/api/(organizations/\{organizationId\}/)?connectedApplications`, At: `data\[\]\.scopes\[\]`, What: "value must be an object",
		Evidence: "documented/doc.accounts-org-connectedapplications.get.200: the same document's example has texts",
	},
	{
		Platform: "anypoint", Method: "GET", Where: "reply", Template: `/accounts/api/organizations/\{organizationId\}/identityProviders/\{identityProviderId\}`, At: `connection\.password`, What: "required member is missing",
		Services: true,
		Evidence: "the document's own text of include_secrets: \"If true, include secrets in the response\"",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: `/accounts/api/(organizations/\{organizationId\}/)?connectedApplications(/\{clientId\})?`, At: `(data\[\]\.)?(scopes|public_keys)\[\]`, What: "value must be an object",
		Evidence: "the document's own request has texts, and so has its example of a list; an empty list in the other examples became a list of objects",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: `/accounts/api/(organizations/\{organizationId\}/)?connectedApplications/\{clientId\}/scopes`, At: `data\[\]\.context_params\.(org|envId)`, What: "required member is missing",
		Evidence: "anypoint-peers.md, 2.5: scopes are for an environment, for an organization or for neither, as the community's provider sends them; the document's one example has both",
	},
	{
		Platform: "anypoint", Method: "GET", Where: "reply", Template: `/accounts/api/organizations/\{organizationId\}/clientProviders/\{clientProviderId\}`, At: `oidc_dynamic_client_provider(\.primary_client\.secret)?`, What: "required member is missing",
		Evidence: "anypoint.md, 4: business groups see the summary only; secrets are masked or left out unless includeSecrets is true",
	},
	{
		Platform: "anypoint", Where: "reply", Template: apiRoutes + `/\{environmentApiId\}/policies(/\{policyId\})?`, At: `(\[\]\.)?configurationData\..*`, What: "unknown member",
		Evidence: "recorded 32-policy-create: the configuration is the policy's own; the document has that of one policy",
	},
	{
		Platform: "anypoint", Services: true, Where: "reply", Template: apiRoutes + `/\{environmentApiId\}/policies(/\{policyId\})?`, At: `(\[\]\.)?(label|upstreamIds)`, What: "unknown member",
		Evidence: "anypoint-peers.md, 2.2: the official provider sends both and reads them back",
	},
	{
		Platform: "anypoint", Method: "GET", Where: "reply", Template: apiRoutes + `/\{environmentApiId\}/policies(/\{policyId\})?`, What: "object, not array",
		Evidence: "recorded 65-policies-list-fullInfo-false is a list; anypoint-peers.md, 2.2: with fullInfo an object {policies: []}; one policy is no list",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "reply", Template: apiRoutes + `/\{environmentApiId\}/alerts`, What: "object, not array",
		Evidence: "the document refers to alerts.yaml for the answer to the creation of one; its sibling alert.yaml is meant",
	},
	{
		Platform: "anypoint", Method: "POST", Where: "status", Template: `/exchange/api/v2/organizations/\{masterOrganizationId\}/applications`, At: "502",
		Evidence: "anypoint.md, 6 and 20: what Anypoint answers when the identity provider refuses is not known",
	},
}
