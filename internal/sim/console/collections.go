package console

import (
	"net/url"
	"strings"
)

// collection is a kind of object that the picture shows. Objects are read and
// changed through the platforms' own APIs, so that what a person does here is
// what Terraform finds.
type collection struct {
	platform, name string
	// of is the collection that the objects are parts of; empty: of the platform.
	of string
	// title is what a card with these objects is called.
	title string
	// node: each object is a card of its own. Other objects are rows: of the card
	// of the object that they are parts of, or of the card that is named here.
	node bool
	card string
	// quiet: rows that are folded away until somebody wants to see them.
	quiet bool
	// list is the path of the list and one that of an object, with a {} for
	// every identifier; one is list/{} when it is empty.
	list, one string
	// query narrows the list down, with {last} for the last identifier; items is the member of its answer that holds
	// it, below the member that follows in the objects of the first.
	query, items string
	// id and label are members of an object, or paths of members (a.b); several,
	// separated by spaces: the first that is there.
	id, label string
	// note is what stands beside the label, in the same form.
	note string
	// limit is how many objects a page of the list may have; 0: 100.
	limit int
	// by are members of the object that these are parts of, which the paths have
	// in place of its identifiers.
	by string
	// where is a member and its value (type=external) that those in the list have
	// which are meant; unlike is a member of the objects of another collection
	// ("applications clientId"): what has its value for an identifier is theirs.
	where, unlike string
	// called is the collection whose object of the same identifier tells the label.
	called string
	// counts is what /_sim/objects counts these objects as.
	counts string
	// whole: the list does not tell the object, it is asked for one by one.
	whole bool
	// listed: there is no call for one object; it is what the list tells.
	listed bool
	// change is the method that changes an object; empty: none does. PATCH is
	// sent the members that changed, any other method all of them, unless it
	// keeps the others.
	change string
	keeps  bool
	// fixed: an object cannot be deleted by itself.
	fixed bool
	// retire: an object must be deactivated before it can be deleted.
	retire bool
	// steps is the path below which an operation each leads to another status,
	// which no change of the object does; where it is empty and an object is
	// retired, that is its lifecycle.
	steps string
	// root: only the root organization has them.
	root bool
}

const (
	servers  = "/api/v1/authorizationServers"
	apps     = "/api/v1/apps"
	policies = "/api/v1/policies"
	orgs     = "/accounts/api/organizations"
	manager  = "/apimanager/api/v1/organizations/{}/environments/{}/apis"
	exchange = "/exchange/api/v2"
)

// collections are all, each after the one that it is a part of, in the order in
// which people look for them.
var collections = []collection{
	{platform: "anypoint", name: "organizations", node: true, counts: "anypoint.organizations", title: "Organizations", list: orgs + "/{}/hierarchy", one: orgs + "/{}", items: "subOrganizations", id: "id", label: "name", note: "isRoot", change: "PUT", keeps: true},
	{platform: "anypoint", name: "environments", of: "organizations", counts: "anypoint.environments", title: "Environments", list: orgs + "/{}/environments", items: "data", id: "id", label: "name", note: "type", change: "PUT"},
	{platform: "anypoint", name: "clientProviders", card: "Identity", of: "organizations", counts: "anypoint.clientProviders", title: "Client providers", list: orgs + "/{}/clientProviders", items: "data", id: "providerId", label: "name", note: "type.name", whole: true, change: "PATCH", root: true},
	{platform: "anypoint", name: "identityProviders", card: "Identity", of: "organizations", counts: "anypoint.identityProviders", title: "Identity providers", list: orgs + "/{}/identityProviders", items: "data", id: "provider_id", label: "name", note: "type.name", whole: true, change: "PATCH", root: true},
	{platform: "anypoint", name: "environmentProviders", quiet: true, of: "environments", counts: "anypoint.environmentProviders", title: "Offered client providers", list: orgs + "/{}/environments/{}/clientManagementProviders", one: orgs + "/{}/environments/{}/clientManagementProviders", items: "suggestedClientManagementProviderIds", id: "id", label: "id", called: "clientProviders", listed: true, fixed: true},
	{platform: "anypoint", name: "apis", node: true, of: "environments", counts: "anypoint.apiInstances", title: "API instances", list: "/apimanager/xapi/v1/organizations/{}/environments/{}/apis", one: manager + "/{}", items: "instances", id: "id", label: "instanceLabel assetId", note: "endpoint.proxyUri assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "policies", of: "apis", counts: "anypoint.policies", title: "Policies", list: manager + "/{}/policies", query: "fullInfo=false", id: "id", label: "label assetId", note: "assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "contracts", of: "apis", counts: "anypoint.contracts", title: "Contracts", list: manager + "/{}/contracts", items: "contracts", id: "id", label: "application.name", note: "status", change: "PATCH", steps: "/apimanager/xapi/v1/organizations/{}/environments/{}/apis/{}/contracts/{}"},
	{platform: "anypoint", name: "tiers", of: "apis", counts: "anypoint.tiers", title: "SLA tiers", list: manager + "/{}/tiers", items: "tiers", id: "id", label: "name", note: "status", listed: true, change: "PUT"},
	{platform: "anypoint", name: "upstreams", of: "apis", counts: "anypoint.upstreams", title: "Upstreams", list: manager + "/{}/upstreams", items: "upstreams", id: "id", label: "label uri", note: "uri", change: "PATCH"},
	{platform: "anypoint", name: "deployments", of: "apis", counts: "anypoint.deployments", title: "Deployments", list: "/proxies/xapi/v1/organizations/{}/environments/{}/apis/{}/deployments", id: "id", label: "targetName targetId type", note: "gatewayVersion", change: "PATCH"},
	{platform: "anypoint", name: "alerts", of: "apis", counts: "anypoint.alerts", title: "Alerts", list: manager + "/{}/alerts", id: "id", label: "name", note: "severity", change: "PATCH"},
	{platform: "anypoint", name: "automatedPolicies", of: "environments", counts: "anypoint.automatedPolicies", title: "Automated policies", list: "/apimanager/api/v1/organizations/{}/automated-policies", query: "environmentId={last}", items: "automatedPolicies", id: "id", label: "assetId", note: "assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "applications", card: "Consumers", of: "organizations", counts: "anypoint.applications", title: "Applications", list: exchange + "/organizations/{}/applications", query: "targetAdminSite=true", id: "id", label: "name", note: "clientId", change: "PATCH", root: true},
	{platform: "anypoint", name: "providerClients", quiet: true, of: "clientProviders", counts: "anypoint.clientProviderClients", title: "Hand-made clients", list: orgs + "/{}/clientProviders/{}/clients", items: "data", id: "client_id", label: "client_name client_id", unlike: "applications clientId", change: "PATCH"},
	{platform: "anypoint", name: "connectedApps", quiet: true, card: "Access", counts: "anypoint.connectedApplications", title: "Connected apps", list: "/accounts/api/connectedApplications", limit: 20, items: "data", id: "client_id", label: "client_name", note: "grant_types.0", change: "PATCH"},
	{platform: "anypoint", name: "assets", quiet: true, of: "organizations", counts: "anypoint.assets", title: "Exchange assets", list: exchange + "/assets", query: "organizationId={last}", one: exchange + "/assets/{}/{}/{}", id: "groupId assetId version", label: "name", note: "version"},
	{platform: "anypoint", name: "assetVersions", quiet: true, of: "assets", counts: "anypoint.assets", title: "Older versions", list: exchange + "/assets/{}/{}/{}", one: exchange + "/assets/{}/{}/{}", items: "otherVersions", id: "groupId assetId version", label: "version", note: "status"},
	{platform: "anypoint", name: "externalInstances", quiet: true, of: "assets", counts: "anypoint.externalInstances", title: "External instances", list: exchange + "/assets/{}/{}/versionGroups/{}/instances", one: exchange + "/assets/{}/{}/versionGroups/{}/instances/external/{}", by: "groupId assetId versionGroup", where: "type=external", id: "id", label: "name", note: "endpointUri", listed: true, change: "PATCH"},

	{platform: "okta", name: "servers", node: true, counts: "okta.authorizationServers", title: "Authorization servers", list: servers, id: "id", label: "name", change: "PUT", retire: true},
	{platform: "okta", name: "scopes", of: "servers", counts: "okta.scopes", title: "Scopes", list: servers + "/{}/scopes", id: "id", label: "name", note: "displayName", change: "PUT"},
	{platform: "okta", name: "claims", of: "servers", counts: "okta.claims", title: "Claims", list: servers + "/{}/claims", id: "id", label: "name", note: "claimType", change: "PUT"},
	{platform: "okta", name: "accessPolicies", of: "servers", counts: "okta.authorizationPolicies", title: "Access policies", list: servers + "/{}/policies", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "accessRules", of: "accessPolicies", counts: "okta.authorizationRules", title: "Rules", list: servers + "/{}/policies/{}/rules", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "trustedServers", of: "servers", counts: "okta.associatedServers", title: "Trusted servers", list: servers + "/{}/associatedServers", query: "trusted=true", id: "id", label: "name", listed: true},
	{platform: "okta", name: "apps", node: true, counts: "okta.apps", title: "Apps", list: apps, id: "id", label: "label", note: "settings.oauthClient.application_type signOnMode", change: "PUT", retire: true},
	{platform: "okta", name: "appSecrets", quiet: true, of: "apps", counts: "okta.appSecrets", title: "Secrets", list: apps + "/{}/credentials/secrets", id: "id", label: "id", note: "status", retire: true},
	{platform: "okta", name: "appGroups", of: "apps", called: "groups", counts: "okta.appGroups", title: "Assigned groups", list: apps + "/{}/groups", id: "id", label: "id", note: "priority", change: "PUT"},
	{platform: "okta", name: "appUsers", quiet: true, of: "apps", counts: "okta.appUsers", title: "Assigned users", list: apps + "/{}/users", id: "id", label: "credentials.userName id", note: "scope", change: "POST"},
	{platform: "okta", name: "grants", of: "apps", counts: "okta.appGrants", title: "Granted scopes", list: apps + "/{}/grants", id: "id", label: "scopeId", note: "status"},
	{platform: "okta", name: "roles", of: "apps", counts: "okta.clientRoles", title: "Admin roles", list: "/oauth2/v1/clients/{}/roles", by: "credentials.oauthClient.client_id", id: "id", label: "label", note: "status"},
	{platform: "okta", name: "groups", card: "Directory", counts: "okta.groups", title: "Groups", list: "/api/v1/groups", id: "id", label: "profile.name", note: "type", change: "PUT"},
	{platform: "okta", name: "members", quiet: true, of: "groups", title: "Members", list: "/api/v1/groups/{}/users", id: "id", label: "profile.login", note: "status", listed: true},
	{platform: "okta", name: "groupRules", card: "Directory", counts: "okta.groupRules", title: "Group rules", list: "/api/v1/groups/rules", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "users", quiet: true, card: "Directory", counts: "okta.users", title: "Users", list: "/api/v1/users", id: "id", label: "profile.login", note: "status", retire: true},
	{platform: "okta", name: "signOnPolicies", quiet: true, card: "Security", counts: "okta.policies", title: "App sign-in policies", list: policies, query: "type=ACCESS_POLICY", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "signOnRules", quiet: true, of: "signOnPolicies", counts: "okta.policyRules", title: "Rules", list: policies + "/{}/rules", id: "id", label: "name", note: "status", change: "PUT"},
	{platform: "okta", name: "enrollmentPolicies", quiet: true, card: "Security", counts: "okta.policies", title: "Enrollment policies", list: policies, query: "type=PROFILE_ENROLLMENT", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "enrollmentRules", quiet: true, of: "enrollmentPolicies", counts: "okta.policyRules", title: "Rules", list: policies + "/{}/rules", id: "id", label: "name", note: "status", change: "PUT"},
	{platform: "okta", name: "inlineHooks", card: "Security", counts: "okta.inlineHooks", title: "Inline hooks", list: "/api/v1/inlineHooks", id: "id", label: "name", note: "type", change: "PUT", retire: true},
	{platform: "okta", name: "hookKeys", quiet: true, card: "Security", counts: "okta.hookKeys", title: "Hook keys", list: "/api/v1/hook-keys", id: "id", label: "name", note: "isUsed", change: "PUT"},
	{platform: "okta", name: "trustedOrigins", card: "Security", counts: "okta.trustedOrigins", title: "Trusted origins", list: "/api/v1/trustedOrigins", id: "id", label: "name", note: "origin", change: "PUT", retire: true},
	{platform: "okta", name: "zones", quiet: true, card: "Security", counts: "okta.networkZones", title: "Network zones", list: "/api/v1/zones", id: "id", label: "name", note: "type", change: "PUT", retire: true},
	{platform: "okta", name: "apiTokens", quiet: true, card: "Security", counts: "okta.apiTokens", title: "API tokens", list: "/api/v1/api-tokens", id: "id", label: "name", note: "clientName"},
}

func find(platform, name string) (collection, bool) {
	for _, c := range collections {
		if c.platform == platform && c.name == name {
			return c, true
		}
	}
	return collection{}, false
}

// listPath is the path of the list below a parent.
func (c collection) listPath(parent []string) string { return fill(c.list, parent) }

// narrow is the query that a list below a parent needs.
func (c collection) narrow(parent []string) string {
	if len(parent) == 0 {
		return c.query
	}
	return strings.Replace(c.query, "{last}", url.QueryEscape(parent[len(parent)-1]), 1)
}

// path is the path of an object.
func (c collection) path(id []string) string {
	if c.one == "" {
		return fill(c.list+"/{}", id)
	}
	return fill(c.one, id)
}

// operations lead from a status to another one; those without the first, from any.
var operations = map[[2]string]string{
	{"", "ACTIVE"}: "activate", {"", "INACTIVE"}: "deactivate",
	{"REVOKED", "APPROVED"}: "restore", {"", "APPROVED"}: "approve", {"", "REVOKED"}: "revoke", {"", "REJECTED"}: "reject",
}

// step is the path of the operation that leads an object from a status to another
// one; empty: there is none, and the status is a member like others.
func (c collection) step(ids []string, from, to string) string {
	below := c.steps
	if below == "" && c.retire {
		below = c.path(nil) + "/lifecycle"
	}
	operation := operations[[2]string{from, to}]
	if operation == "" {
		operation = operations[[2]string{"", to}]
	}
	if below == "" || from == to || operation == "" {
		return ""
	}
	return fill(below, ids) + "/" + operation
}

// depth is how many identifiers an object has.
func (c collection) depth() int {
	if c.listed {
		return strings.Count(c.list, "{}") + len(strings.Fields(c.id))
	}
	return strings.Count(c.path(nil), "{}")
}

// above are the identifiers that the paths have of the object that others are
// parts of; nil: it has none of the kind, and no such parts.
func (c collection) above(parent Object) []string {
	if c.by == "" {
		return parent.ids
	}
	var out []string
	for member := range strings.FieldsSeq(c.by) {
		id := text(parent.body, member)
		if id == "" {
			return nil
		}
		out = append(out, id)
	}
	return out
}

// means tells which objects of a list are of the collection.
func (c collection) means(known map[string][]Object) func(item map[string]any) bool {
	member, value, narrowed := strings.Cut(c.where, "=")
	other, identifier, _ := strings.Cut(c.unlike, " ")
	taken := map[string]bool{}
	for _, o := range known[c.platform+"/"+other] {
		taken[text(o.body, identifier)] = true
	}
	return func(item map[string]any) bool {
		return (!narrowed || text(item, member) == value) && !taken[text(item, c.id)]
	}
}

func fill(template string, ids []string) string {
	for _, id := range ids {
		template = strings.Replace(template, "{}", url.PathEscape(id), 1)
	}
	return template
}
