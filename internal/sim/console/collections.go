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
	{platform: "anypoint", name: "organizations", node: true, title: "Organizations", list: orgs + "/{}/hierarchy", one: orgs + "/{}", items: "subOrganizations", id: "id", label: "name", note: "isRoot", change: "PUT", keeps: true},
	{platform: "anypoint", name: "environments", of: "organizations", title: "Environments", list: orgs + "/{}/environments", items: "data", id: "id", label: "name", note: "type", change: "PUT"},
	{platform: "anypoint", name: "clientProviders", card: "Identity", of: "organizations", title: "Client providers", list: orgs + "/{}/clientProviders", items: "data", id: "providerId", label: "name", note: "type.name", whole: true, change: "PATCH", root: true},
	{platform: "anypoint", name: "identityProviders", card: "Identity", of: "organizations", title: "Identity providers", list: orgs + "/{}/identityProviders", items: "data", id: "provider_id", label: "name", note: "type.name", whole: true, change: "PATCH", root: true},
	{platform: "anypoint", name: "apis", node: true, of: "environments", title: "API instances", list: "/apimanager/xapi/v1/organizations/{}/environments/{}/apis", one: manager + "/{}", items: "instances", id: "id", label: "instanceLabel assetId", note: "endpoint.proxyUri assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "policies", of: "apis", title: "Policies", list: manager + "/{}/policies", query: "fullInfo=false", id: "id", label: "assetId", note: "assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "contracts", of: "apis", title: "Contracts", list: manager + "/{}/contracts", items: "contracts", id: "id", label: "application.name", note: "status", change: "PATCH"},
	{platform: "anypoint", name: "tiers", of: "apis", title: "SLA tiers", list: manager + "/{}/tiers", items: "tiers", id: "id", label: "name", note: "status", listed: true, change: "PUT"},
	{platform: "anypoint", name: "upstreams", of: "apis", title: "Upstreams", list: manager + "/{}/upstreams", items: "upstreams", id: "id", label: "label uri", note: "uri", change: "PATCH"},
	{platform: "anypoint", name: "alerts", of: "apis", title: "Alerts", list: manager + "/{}/alerts", id: "id", label: "name", note: "severity", change: "PATCH"},
	{platform: "anypoint", name: "automatedPolicies", of: "environments", title: "Automated policies", list: "/apimanager/api/v1/organizations/{}/automated-policies", query: "environmentId={last}", items: "automatedPolicies", id: "id", label: "assetId", note: "assetVersion", change: "PATCH"},
	{platform: "anypoint", name: "applications", card: "Consumers", of: "organizations", title: "Applications", list: exchange + "/organizations/{}/applications", query: "targetAdminSite=true", id: "id", label: "name", note: "clientId", change: "PATCH", root: true},
	{platform: "anypoint", name: "connectedApps", quiet: true, card: "Access", title: "Connected apps", list: "/accounts/api/connectedApplications", limit: 20, items: "data", id: "client_id", label: "client_name", note: "grant_types.0", change: "PATCH"},
	{platform: "anypoint", name: "assets", quiet: true, of: "organizations", title: "Exchange assets", list: exchange + "/assets", query: "organizationId={last}", one: exchange + "/assets/{}/{}/{}", id: "groupId assetId version", label: "name", note: "version"},

	{platform: "okta", name: "servers", node: true, title: "Authorization servers", list: servers, id: "id", label: "name", change: "PUT", retire: true},
	{platform: "okta", name: "scopes", of: "servers", title: "Scopes", list: servers + "/{}/scopes", id: "id", label: "name", note: "displayName", change: "PUT"},
	{platform: "okta", name: "claims", of: "servers", title: "Claims", list: servers + "/{}/claims", id: "id", label: "name", note: "claimType", change: "PUT"},
	{platform: "okta", name: "accessPolicies", of: "servers", title: "Access policies", list: servers + "/{}/policies", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "accessRules", of: "accessPolicies", title: "Rules", list: servers + "/{}/policies/{}/rules", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "trustedServers", of: "servers", title: "Trusted servers", list: servers + "/{}/associatedServers", query: "trusted=true", id: "id", label: "name", listed: true},
	{platform: "okta", name: "apps", node: true, title: "Apps", list: apps, id: "id", label: "label", note: "settings.oauthClient.application_type signOnMode", change: "PUT", retire: true},
	{platform: "okta", name: "appSecrets", quiet: true, of: "apps", title: "Secrets", list: apps + "/{}/credentials/secrets", id: "id", label: "id", note: "status", retire: true},
	{platform: "okta", name: "appGroups", of: "apps", title: "Assigned groups", list: apps + "/{}/groups", id: "id", label: "id", note: "priority", change: "PUT"},
	{platform: "okta", name: "appUsers", quiet: true, of: "apps", title: "Assigned users", list: apps + "/{}/users", id: "id", label: "credentials.userName id", note: "scope", change: "POST"},
	{platform: "okta", name: "grants", of: "apps", title: "Granted scopes", list: apps + "/{}/grants", id: "id", label: "scopeId", note: "status"},
	{platform: "okta", name: "groups", card: "Directory", title: "Groups", list: "/api/v1/groups", id: "id", label: "profile.name", note: "type", change: "PUT"},
	{platform: "okta", name: "groupRules", card: "Directory", title: "Group rules", list: "/api/v1/groups/rules", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "users", quiet: true, card: "Directory", title: "Users", list: "/api/v1/users", id: "id", label: "profile.login", note: "status", retire: true},
	{platform: "okta", name: "signOnPolicies", quiet: true, card: "Security", title: "App sign-in policies", list: policies, query: "type=ACCESS_POLICY", id: "id", label: "name", note: "status", change: "PUT", retire: true},
	{platform: "okta", name: "signOnRules", quiet: true, of: "signOnPolicies", title: "Rules", list: policies + "/{}/rules", id: "id", label: "name", note: "status", change: "PUT"},
	{platform: "okta", name: "inlineHooks", card: "Security", title: "Inline hooks", list: "/api/v1/inlineHooks", id: "id", label: "name", note: "type", change: "PUT", retire: true},
	{platform: "okta", name: "hookKeys", quiet: true, card: "Security", title: "Hook keys", list: "/api/v1/hook-keys", id: "id", label: "name", note: "isUsed", change: "PUT"},
	{platform: "okta", name: "trustedOrigins", card: "Security", title: "Trusted origins", list: "/api/v1/trustedOrigins", id: "id", label: "name", note: "origin", change: "PUT", retire: true},
	{platform: "okta", name: "zones", quiet: true, card: "Security", title: "Network zones", list: "/api/v1/zones", id: "id", label: "name", note: "type", change: "PUT", retire: true},
	{platform: "okta", name: "apiTokens", quiet: true, card: "Security", title: "API tokens", list: "/api/v1/api-tokens", id: "id", label: "name", note: "clientName"},
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

// depth is how many identifiers an object has.
func (c collection) depth() int { return strings.Count(c.path(nil), "{}") }

func fill(template string, ids []string) string {
	for _, id := range ids {
		template = strings.Replace(template, "{}", url.PathEscape(id), 1)
	}
	return template
}
