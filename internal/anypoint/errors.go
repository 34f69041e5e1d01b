package anypoint

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// advise adds what a person can do about an error.
func advise(e *rest.Error) {
	if e.Code == "GatewayNotReadyError" {
		e.Next = "The gateway is not connected yet, or not any more. Look at it in Runtime Manager, and apply again when it runs."
		return
	}
	switch e.Status {
	case http.StatusBadRequest:
		e.Next = badRequest(e)
	case http.StatusUnauthorized:
		e.Next = "The credentials are wrong or have expired. Check the connected app's client id and secret, and that base_url or region names the control plane that it belongs to."
	case http.StatusForbidden:
		e.Missing = Permission(e.Method, e.Path)
		e.Next = "Grant it to the connected app (Access Management > Connected Apps > scopes, for the right organization and environment), or to the user's role. A new scope counts from the next sign-in."
		if strings.Contains(e.Path, "/applications") {
			e.Next += " A connected app manages only the client applications that it made itself: for others sign in as a person (username and password, or access_token)."
		} else {
			e.Next += " Where it has been granted, the operation may be one for people only, which no connected app may do: sign in as a person then (username and password, or access_token)."
		}
	case http.StatusMethodNotAllowed:
		switch {
		case strings.Contains(e.Path, "/identityProviders"):
			e.Next = "Identity providers exist only in the root organization, whose people they sign in. Set organization_id to the root organization's id."
		case strings.Contains(e.Path, "/clientProviders"):
			e.Next = "Client providers exist only in the root organization. Set organization_id to the root organization's id; business groups use its providers through their environments (gatehouse_anypoint_environment_client_providers)."
		}
	case http.StatusTooManyRequests:
		e.Next = "The rate limit stayed exhausted over all attempts. Lower Terraform's -parallelism."
	}
}

// badRequest is what to do about a refusal whose words leave that open; "" where
// they say enough.
func badRequest(e *rest.Error) string {
	switch {
	case strings.Contains(e.Path, "/applications") && e.Method == http.MethodPost &&
		(e.Says("apiinstanceid") || e.Says("federat")):
		return "The organization has external client providers, and the API instance decides which of them registers the client. Set api_instance_id to an instance that the application will use."
	case e.Says("client registration url"):
		return "Anypoint registers its client at the identity provider itself, so that the address must be right and be reached from the internet. For an identity provider without registration, or inside of a network, make the client there and give its credentials (oidc.client.credentials)."
	case e.Says("additional propert"):
		return "The platform does not know a member that was sent. Where it comes from an argument for free members (extra, configuration), take it away; otherwise the control plane is older than this provider: please report it."
	}
	return ""
}

// permissions maps a part of a path to what a connected app needs there: the
// names that Access Management shows. The first match counts.
var permissions = []struct{ part, read, write string }{
	{"/clientManagementProviders", "view:envclientproviders (View Environment Client Providers)", "manage:envclientproviders (Manage Environment Client Providers)"},
	{"/clientProviders", "read:orgclientproviders (View Client Providers)", "admin:orgclientproviders (Administer Client Providers), on the root organization"},
	{"/identityProviders", "view:identityproviders (View Identity Management Providers), on the root organization", "manage:identityproviders (Manage Identity Management Providers), on the root organization"},
	{"/contracts", "View Contracts", "Manage Contracts, for the environment"},
	{"/applications", "View Client Applications", "Manage Client Applications, or Application Creator on the root organization"},
	{"/exchange-policy-templates", "View Policies, for the environment", "Manage Policies, for the environment"},
	{"/automated-policies", "View Policies", "Manage Policies, for the environment"},
	{"/policies", "View Policies", "Manage Policies, for the environment"},
	{"/tiers", "View Contracts", "Manage Contracts, for the environment"},
	{"/exchange/", "Exchange Viewer", "Exchange Contributor"},
	{"/environments/{environmentId}/apis", "View APIs Configuration", "Manage APIs Configuration, for the environment"},
	{"/connectedApplications", "View Connected Applications", "for managing connected apps: the role Organization Administrator has it"},
	{"/environments", "View Environment", "Environment Administrator, or Organization Administrator"},
}

// Permission is what an operation needs, as a person would say it.
func Permission(method, template string) string {
	if method != http.MethodGet && (strings.HasSuffix(template, "/accounts/api/organizations") || strings.HasSuffix(template, organizationPath)) {
		return "the permission Create BGs under a given org on the organization above, and Edit Organization on the business group"
	}
	for _, p := range permissions {
		if !strings.Contains(template, p.part) {
			continue
		}
		if method == http.MethodGet {
			return "the permission " + p.read
		}
		return "the permission " + p.write
	}
	return "a permission for this operation"
}

// exists tells whether a creation was refused because there is such an object:
// a conflict, or a bad request in these words. A conflict can have other
// reasons: whoever is told looks for the object.
func exists(e *rest.Error) bool {
	return e.Status == http.StatusConflict ||
		e.Status == http.StatusBadRequest && e.Says("already exists")
}
