package anypoint

import (
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// need is what a route demands of a connected app: of each list, one scope.
// Users who sign in with a password may do everything here.
//
// Identifiers and names of scopes: the catalogue of the official provider,
// taken from GET /accounts/api/cs/scopes. Which route needs which: the vendor's
// OpenAPI documents, which give the names ("Connected Apps require the
// following scopes"). Where they say nothing, a route needs none.
type need [][]string

var (
	anybody = need{}
	// readOnlyAccess opens all that is read, as its name in the console says.
	readOnlyAccess = need{{"read:full"}}

	readProviders        = need{{"read:orgclientproviders", "admin:orgclientproviders"}}
	adminProviders       = need{{"admin:orgclientproviders"}}
	readProviderClients  = need{{"read:orgclientproviderclients", "admin:orgclientproviderclients", "admin:orgclientproviders"}}
	adminProviderClients = need{{"admin:orgclientproviderclients", "admin:orgclientproviders"}}
	viewEnvProviders     = need{{"view:envclientproviders", "manage:envclientproviders"}}
	manageEnvProviders   = need{{"manage:envclientproviders"}}

	viewEnvironments  = need{{"view:environment", "read:orgenvironments", "edit:environment", "create:environment"}}
	createEnvironment = need{{"create:environment"}}
	editEnvironment   = need{{"edit:environment"}}
	createOrg         = need{{"create:suborgs"}}
	editOrg           = need{{"edit:organization"}}
	viewIdentity      = need{{"view:identityproviders", "manage:identityproviders", "edit:identityproviders"}}
	manageIdentity    = need{{"manage:identityproviders", "edit:identityproviders"}}

	viewExchange   = need{{"read:exchange", "edit:exchange", "create:exchange", "manage:exchange"}}
	createExchange = need{{"create:exchange", "edit:exchange", "manage:exchange"}}
	adminExchange  = need{{"manage:exchange"}}

	viewAPIs        = need{{"read:api_configuration", "manage:api_configuration", "manage:apis", "view:all_envs"}}
	manageAPIs      = need{{"manage:api_configuration", "manage:apis"}}
	createAPIs      = append(slices.Clone(manageAPIs), viewExchange...)
	viewPolicies    = need{{"read:api_policies", "read:api_policies_all_envs", "manage:api_policies", "manage:apis", "view:all_envs"}}
	managePolicies  = need{{"manage:api_policies", "manage:apis"}}
	viewContracts   = need{{"read:api_contracts", "manage:api_contracts", "manage:api_contracts_all_envs", "manage:apis", "view:all_envs"}}
	manageContracts = need{{"manage:api_contracts", "manage:api_contracts_all_envs", "manage:apis"}}
	createContracts = append(slices.Clone(manageContracts), viewExchange...)
	manageAlerts    = need{{"manage:api_alerts", "manage:apis"}}
	viewAlerts      = need{{"read:api_alerts", "manage:api_alerts", "manage:apis"}}
	deployProxies   = need{{"manage:api_proxies", "manage:apis"}}

	createApps = need{{"create:client_applications", "manage:org_client_applications"}}
	viewApps   = need{{"create:client_applications", "manage:client_application", "read:client_applications", "read:org_client_applications", "manage:org_client_applications"}}
	manageApps = need{{"create:client_applications", "manage:client_application", "manage:org_client_applications"}}
	importApps = need{{"manage:org_client_applications"}}
)

// scopeNames are the scopes that the simulator knows, with their names in the console.
var scopeNames = map[string]string{
	"full": "Full Access", "read:full": "Read-Only Access", "openid": "Identity", "profile": "Profile", "email": "Email", "offline_access": "Background Access",
	"admin:access_controls":          "Access Controls Admin",
	"admin:orgclientproviders":       "Admin Client Management Providers",
	"read:orgclientproviders":        "View Client Management Providers",
	"admin:orgclientproviderclients": "Admin Client Management Provider Clients",
	"read:orgclientproviderclients":  "View Client Management Provider Clients",
	"manage:envclientproviders":      "Manage Environment Client Management Providers",
	"view:envclientproviders":        "View All Environments' Client Management Providers",
	"view:environment":               "View Environment",
	"create:environment":             "Create Environment",
	"edit:environment":               "Edit Environment",
	"read:orgenvironments":           "View Environments in a particular organization",
	"create:suborgs":                 "Create BGs under a given org",
	"edit:organization":              "Edit Organization",
	"read:organization":              "View Organization",
	"read:orgconnapps":               "View Connected Applications",
	"view:identityproviders":         "View Identity Management Providers",
	"manage:identityproviders":       "Manage Identity Management Providers",
	"edit:identityproviders":         "Edit Identity Management Providers",
	"read:exchange":                  "Exchange Viewer",
	"create:exchange":                "Exchange Creator",
	"edit:exchange":                  "Exchange Contributor",
	"manage:exchange":                "Exchange Administrator",
	"manage:apis":                    "API Manager Environment Administrator",
	"view:all_envs":                  "API Manager All Environments Viewer",
	"read:api_configuration":         "View APIs Configuration",
	"manage:api_configuration":       "Manage APIs Configuration",
	"read:api_policies":              "View Policies",
	"read:api_policies_all_envs":     "View Policies All Environments",
	"manage:api_policies":            "Manage Policies",
	"read:api_contracts":             "View Contracts",
	"manage:api_contracts":           "Manage Contracts",
	"manage:api_contracts_all_envs":  "Manage Contracts All Environments",
	"read:api_alerts":                "View API Alerts",
	"manage:api_alerts":              "Manage API Alerts",
	"manage:api_groups":              "API Group Administrator",
	"manage:api_proxies":             "Deploy API Proxies",
	"create:client_applications":     "Application Creator",
	"manage:client_application":      "Application Owner",
	"read:client_applications":       "Application Viewer",
	"manage:org_client_applications": "Manage Client Applications",
	"read:org_client_applications":   "View Client Applications",
}

// grant is a scope with the organization and environment that it is limited to; empty: anywhere.
type grant struct{ scope, org, env string }

func (g grant) json() obj {
	params := obj{}
	if g.org != "" {
		params["org"] = g.org
	}
	if g.env != "" {
		params["envId"] = g.env
	}
	return obj{"scope": g.scope, "context_params": params}
}

func (g grant) covers(scope, org, env string) bool {
	if g.org != "" && org != "" && g.org != org || g.env != "" && env != "" && g.env != env {
		return false
	}
	return g.scope == scope || g.scope == "full"
}

// has tells whether one of the scopes was granted there.
func (w *principal) has(scopes []string, org, env string) bool {
	return slices.ContainsFunc(scopes, func(scope string) bool {
		return slices.ContainsFunc(w.grants, func(g grant) bool { return g.covers(scope, org, env) })
	})
}

// may tells whether a principal meets a need.
func (w *principal) may(n need, org, env string) bool {
	if w.user != nil {
		return true
	}
	return !slices.ContainsFunc([][]string(n), func(scopes []string) bool { return !w.has(scopes, org, env) })
}

// listScopes is the catalogue that the official provider reads.
func (p *Platform) listScopes(*call) kernel.Answer {
	out := []any{}
	for _, scope := range sortedKeys(scopeNames) {
		product := "Access Management"
		switch {
		case strings.Contains(scope, "exchange"):
			product = "Exchange"
		case strings.Contains(scope, "api"):
			product = "API Manager"
		}
		out = append(out, obj{"scope": scope, "displayName": scopeNames[scope], "description": scopeNames[scope], "productLabel": product, "internal": false})
	}
	return ok(out)
}
