package anypoint

import (
	_ "embed"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// organization is the root organization or a business group.
type organization struct {
	id, name, domain, owner, clientID, parent string
	entitlements                              obj
	sessionTimeout                            int64 // the unit is not known: the documents say milliseconds, and show 60
	created, updated, deleted                 time.Time
}

func (o organization) alive() bool  { return o.deleted.IsZero() }
func (o organization) isRoot() bool { return o.parent == "" }

// entitlementsJSON is what an organization is entitled to, with the keys and
// values of the vendor's example.
//
//go:embed data/entitlements.json
var entitlementsJSON []byte

var entitlements = loadEntitlements()

func loadEntitlements() obj {
	out := obj{}
	if err := decode(entitlementsJSON, &out); err != nil {
		panic(err) // the file is compiled in
	}
	return out
}

func (p *Platform) registerOrgs() {
	const one = "/accounts/api/organizations/{organizationId}"
	p.route("POST /accounts/api/organizations", createOrg, p.createOrg)
	// Not known: the scope for reading an organization that one's token
	// belongs to; clients with API Manager scopes alone read it.
	p.route("GET "+one, anybody, p.getOrg)
	p.route("PUT "+one, editOrg, p.updateOrg)
	p.route("DELETE "+one, editOrg, p.deleteOrg)
	p.route("GET "+one+"/hierarchy", anybody, p.orgHierarchy)
}

func (p *Platform) root() organization {
	o, _ := p.orgs.Find(organization.isRoot)
	return o
}

// orgJSON is an organization as Access Management shows it; in full with its
// environments and owner.
func (p *Platform) orgJSON(o organization, full bool) obj {
	parents, children := []any{}, []any{}
	for up := o.parent; up != ""; {
		parents = append([]any{up}, parents...) // the root first, as in the example of the hierarchy
		parent, _ := p.orgs.Get(up)
		up = parent.parent
	}
	for _, child := range p.orgs.List(func(c organization) bool { return c.parent == o.id && c.alive() }) {
		children = append(children, child.id)
	}
	out := obj{
		"id": o.id, "name": o.name, "ownerId": o.owner, "clientId": o.clientID, "domain": o.domain,
		"parentId": nil, "parentOrganizationIds": parents, "subOrganizationIds": children, "tenantOrganizationIds": []any{},
		"mfaRequired": "off", "isMaster": o.isRoot(), "isRoot": o.isRoot(), "isFederated": false,
		"idprovider_id": "mulesoft", "orgType": "anypoint", "sessionTimeout": o.sessionTimeout,
		"properties":   obj{"cs_auth": obj{"session_timeout": 3600000}, "defaultAccessManagementUi": "cs-ui"},
		"subscription": obj{"category": "Customer", "type": "Enterprise", "expiration": stamp(o.created.AddDate(10, 0, 0))},
		"entitlements": o.entitlements, "parentName": nil,
		"createdAt": stamp(o.created), "updatedAt": stamp(o.updated), "deletedAt": stampOrNil(o.deleted),
	}
	if o.parent != "" {
		parent, _ := p.orgs.Get(o.parent)
		out["parentId"], out["parentName"] = o.parent, parent.name
	}
	if !full {
		return out
	}
	environments := []any{}
	for _, e := range p.envs.List(func(e environment) bool { return e.org == o.id }) {
		environments = append(environments, e.json())
	}
	out["environments"] = environments
	u, found := p.users.Get(o.owner)
	if !found { // not known: whether an update may name an owner who is no user; it may here
		u = user{id: o.owner, username: o.owner}
	}
	out["owner"] = merge(u.json(), obj{"organizationId": p.root().id})
	return out
}

func (p *Platform) getOrg(c *call) kernel.Answer {
	o, _ := p.orgs.Get(c.PathValue("organizationId"))
	// A deleted organization may still answer 200, with deletedAt set.
	return ok(p.orgJSON(o, true))
}

func (p *Platform) orgHierarchy(c *call) kernel.Answer {
	o, _ := p.orgs.Get(c.PathValue("organizationId"))
	return ok(p.hierarchy(o))
}

// hierarchy has the members of the document's example: no entitlements, no
// parentId, and a count of environments.
func (p *Platform) hierarchy(o organization) obj {
	whole, out := p.orgJSON(o, true), obj{}
	for _, name := range []string{
		"name", "id", "createdAt", "updatedAt", "ownerId", "clientId", "domain", "idprovider_id", "isFederated",
		"parentOrganizationIds", "subOrganizationIds", "tenantOrganizationIds", "isRoot", "isMaster", "properties", "owner",
	} {
		out[name] = whole[name]
	}
	out["environmentsCount"] = len(p.envs.List(func(e environment) bool { return e.org == o.id }))
	children := []any{}
	for _, child := range p.orgs.List(func(c organization) bool { return c.parent == o.id && c.alive() }) {
		children = append(children, p.hierarchy(child))
	}
	out["subOrganizations"] = children
	return out
}

func (p *Platform) createOrg(c *call) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"name", "parentOrganizationId"}, Properties: map[string]*schema{
		"name": {Type: "string"}, "parentOrganizationId": {Type: "string"}, "ownerId": {Type: "string"}, "entitlements": {Type: "object"},
	}})
	if bad != nil {
		return *bad
	}
	parent, found := p.orgs.Get(text(body, "parentOrganizationId"))
	if !found || !parent.alive() {
		return notFound(c.Request, "Parent organization")
	}
	if bad := masterOnly(c, body); bad != nil {
		return *bad
	}
	// Not known: whether two business groups may have one name; they may here.
	owner := text(body, "ownerId")
	if owner == "" {
		owner = parent.owner
	}
	if _, found := p.users.Get(owner); !found {
		return badRequest(c.Request, "ownerId is not a user of the organization")
	}
	o := p.newOrg(text(body, "name"), parent.id, owner)
	o.entitlements = merge(o.entitlements, object(body, "entitlements"))
	p.orgs.Put(o.id, o)
	return created(p.orgJSON(o, true))
}

// fromSubscription are entitlements that only the root organization has.
// MuleSoft's own provider strips them from requests for business groups, because
// the platform answers 403 (mulesoft-anypoint/terraform-provider-anypoint#75, #132).
var fromSubscription = []string{"hybrid", "flexGateway", "serviceMesh", "workerLoggingOverride", "runtimeFabric", "designCenter"}

// masterOnly refuses them in a request for a business group. Not known: the words.
func masterOnly(c *call, body obj) *kernel.Answer {
	for _, name := range fromSubscription {
		if _, sent := object(body, "entitlements")[name]; sent {
			return new(forbidden(c.Request))
		}
	}
	return nil
}

func (p *Platform) newOrg(name, parent, owner string) organization {
	now := p.world.Clock.Now()
	o := organization{
		id: p.world.IDs.UUID(), name: name, parent: parent, owner: owner, clientID: p.world.IDs.Hex(16),
		domain:       strings.ToLower(strings.ReplaceAll(name, " ", "-")),
		entitlements: entitlements, sessionTimeout: 60,
		created: now, updated: now,
	}
	p.orgs.Put(o.id, o)
	return o
}

func (p *Platform) updateOrg(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	o, _ := p.orgs.Get(c.PathValue("organizationId"))
	if !o.alive() {
		return notFound(c.Request, "Organization")
	}
	if !o.isRoot() {
		if bad := masterOnly(c, body); bad != nil {
			return *bad
		}
	}
	// The document requires every member; both other providers send a part of
	// them, and the rest stays.
	if name := text(body, "name"); name != "" {
		o.name = name
	}
	if n, sent := integer(body["sessionTimeout"]); sent {
		o.sessionTimeout = n
	}
	if owner := text(body, "ownerId"); owner != "" {
		o.owner = owner
	}
	o.entitlements = merge(o.entitlements, object(body, "entitlements"))
	o.updated = p.world.Clock.Now()
	p.orgs.Put(o.id, o)
	return ok(p.orgJSON(o, true))
}

// deleteOrg marks a business group as deleted. Not known: the body of the
// answer; MuleSoft's own provider sends {id}, the document has no body.
func (p *Platform) deleteOrg(c *call) kernel.Answer {
	o, _ := p.orgs.Get(c.PathValue("organizationId"))
	if !o.alive() {
		return notFound(c.Request, "Organization")
	}
	if o.isRoot() {
		return badRequest(c.Request, "A root organization can not be deleted")
	}
	if _, found := p.orgs.Find(func(child organization) bool { return child.parent == o.id && child.alive() }); found {
		return badRequest(c.Request, "The organization has business groups")
	}
	for _, e := range p.envs.List(func(e environment) bool { return e.org == o.id }) {
		p.removeEnvironment(e)
	}
	o.deleted = p.world.Clock.Now()
	p.orgs.Put(o.id, o)
	return ok(p.orgJSON(o, true))
}
