package okta

import (
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// state is everything that an org holds. It is guarded by Platform.mu.
type state struct {
	orgID string
	admin *user

	servers  store.Table[*server]
	apps     store.Table[*app]
	groups   store.Table[*group]
	rules    store.Table[*groupRule]
	origins  store.Table[*origin]
	zones    store.Table[*zone]
	hooks    store.Table[*inlineHook]
	hookKeys store.Table[*hookKey]
	policies store.Table[*signOnPolicy]
	users    store.Table[*user]
	ssws     store.Table[*apiToken] // by the token itself
	issued   store.Table[*oauthToken]
	org      *keyRing // the keys of the org authorization server
	appKey   *signingKey

	seenJTI map[string]time.Time // assertions and DPoP proofs that were used
	nonce   string               // what DPoP proofs at the token endpoints must carry

	defaultAccess, enrollment string // ids of policies that new apps get

	firstToken string         // the administrator's token, which Env hands out
	seeded     map[string]int // what a new org holds, by kind
}

// seed fills a new org: the built-in groups, an administrator with an API token,
// the default authorization server, and the policies and network zones that
// every org has.
func (p *Platform) seed() {
	s := p.st
	ids := p.world.IDs
	s.orgID = ids.Okta("00o")
	s.seenJTI = map[string]time.Time{}
	s.nonce = ids.Text(32)
	s.org = p.newKeyRing()
	s.appKey = p.nextKey()

	now := p.now()
	s.admin = &user{id: ids.Okta("00u"), login: "admin@example.com", first: "Ada", last: "Admin", created: now, more: obj()}
	s.users.Put(s.admin.id, s.admin)
	// Recorded: group_everyone_200, group_filter_builtin_200.
	for _, g := range []*group{
		{name: "Everyone", description: "All users in your organization"},
		{name: "Okta Administrators", description: "Okta manages this group, which contains all administrators in your organization."},
	} {
		g.id, g.kind, g.created, g.updated, g.membersUpdated = ids.Okta("00g"), builtIn, now, now, now
		g.profile = obj("name", g.name, "description", g.description)
		g.members = []string{s.admin.id}
		s.groups.Put(g.id, g)
	}
	p.seedSignOnPolicies(now)
	p.seedDefaultServer(now)
	s.firstToken = p.newAPIToken("Terraform", nil)
	p.seedZones(now)
	s.seeded = p.count()
}

// Objects counts what was added to the org since it was new, by kind: all
// zero when nothing was left behind.
func (p *Platform) Objects() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	counts := p.count()
	for kind, n := range p.st.seeded {
		counts[kind] -= n
	}
	return counts
}

func (p *Platform) count() map[string]int {
	s := p.st
	n := map[string]int{
		"okta.apps": s.apps.Len(), "okta.groups": s.groups.Len(), "okta.groupRules": s.rules.Len(),
		"okta.trustedOrigins": s.origins.Len(), "okta.networkZones": s.zones.Len(), "okta.inlineHooks": s.hooks.Len(), "okta.hookKeys": s.hookKeys.Len(), "okta.policies": s.policies.Len(), "okta.users": s.users.Len(),
		"okta.apiTokens": s.ssws.Len(), "okta.authorizationServers": s.servers.Len(),
		"okta.scopes": 0, "okta.claims": 0, "okta.authorizationPolicies": 0, "okta.authorizationRules": 0,
		"okta.associatedServers": 0, "okta.appGroups": 0, "okta.appGrants": 0, "okta.appSecrets": 0, "okta.appUsers": 0,
		"okta.policyRules": 0, "okta.clientRoles": 0,
	}
	for _, as := range s.servers.List(nil) {
		n["okta.scopes"] += as.scopes.Len()
		n["okta.claims"] += as.claims.Len()
		n["okta.associatedServers"] += len(as.trusted)
		n["okta.authorizationPolicies"] += len(as.policies)
		for _, pol := range as.policies {
			n["okta.authorizationRules"] += len(pol.rules)
		}
	}
	for _, a := range s.apps.List(nil) {
		n["okta.appGroups"] += a.groups.Len()
		n["okta.appUsers"] += len(a.users.List(func(u *appUser) bool { return u.scope == ownScope })) // the others are the groups'
		n["okta.appGrants"] += a.grants.Len()
		n["okta.appSecrets"] += len(a.secrets)
		n["okta.clientRoles"] += a.roles.Len()
	}
	for _, pol := range s.policies.List(nil) {
		n["okta.policyRules"] += len(pol.rules)
	}
	return n
}
