package anypoint

import (
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// The states of a contract.
const (
	pending  = "PENDING"
	approved = "APPROVED"
	rejected = "REJECTED"
	revoked  = "REVOKED"
)

// contract lets an application use an API.
type contract struct {
	id, api, app                      int64
	status                            string
	tier, requestedTier               int64 // 0: none
	approvedAt, rejectedAt, revokedAt time.Time
	terms, partyID, partyName         any
	accessInfo                        obj
	audit                             audit
}

func (p *Platform) registerContracts() {
	const path = "/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/contracts"
	for _, all := range []string{"/apimanager/api/v1" + path, "/apimanager/xapi/v1" + path} {
		one := all + "/{contractId}"
		p.route("GET "+all, viewContracts, p.withAPI(p.listContracts))
		p.route("POST "+all, createContracts, p.withAPI(p.grantContract))
		p.route("GET "+one, viewContracts, p.withContract(p.getContract))
		p.route("PATCH "+one, createContracts, p.withContract(p.patchContract))
		p.route("DELETE "+one, manageContracts, p.withContract(p.deleteContract))
	}
	for action, h := range map[string]func(*call, contract) kernel.Answer{
		"approve": p.approve, "reject": p.reject, "revoke": p.revoke, "restore": p.restore,
		"approveTierChange": p.approveTierChange, "rejectTierChange": p.rejectTierChange,
	} {
		p.route("POST /apimanager/xapi/v1"+path+"/{contractId}/"+action, manageContracts, p.withContract(h))
	}
	p.registerConsumerContracts()
}

func (p *Platform) withContract(h func(*call, contract) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		k, found := p.contracts.Get(c.PathValue("contractId"))
		if !found || k.api != a.id {
			return notFound(c.Request, "Contract")
		}
		return h(c, k)
	})
}

// contractJSON is a contract as its API's owner sees it (recorded exchange 83).
func (p *Platform) contractJSON(k contract, whole bool) obj {
	api, _ := p.apis.Get(key(k.api))
	app, _ := p.apps.Get(key(k.app))
	out := obj{
		"audit": k.audit.json(), "masterOrganizationId": p.root().id, "organizationId": api.org, "id": k.id, "status": k.status,
		"approvedDate": stampOrNil(k.approvedAt), "rejectedDate": stampOrNil(k.rejectedAt), "revokedDate": stampOrNil(k.revokedAt),
		"applicationId": k.app, "tierId": number(k.tier), "tier": p.tierInContract(k.tier),
		"requestedTierId": number(k.requestedTier), "requestedTier": p.tierInContract(k.requestedTier),
		"terms": k.terms, "partyId": k.partyID, "partyName": k.partyName,
		"apiId": k.api, "api": obj{"audit": obj{"created": obj{}, "updated": obj{}}, "id": k.api},
	}
	if k.accessInfo != nil {
		out["requestAccessInfo"] = k.accessInfo
	}
	if whole {
		out["application"] = p.platformJSON(app, true, true)
		return out
	}
	out["application"] = obj{
		"audit": app.audit.json(), "id": app.id, "name": app.name, "description": app.description,
		"coreServicesId": app.clientID, "url": app.url,
	}
	return out
}

func (p *Platform) tierInContract(id int64) any {
	if t, found := p.tiers.Get(key(id)); found {
		return t.inContract()
	}
	return nil
}

func (p *Platform) listContracts(c *call, a apiInstance) kernel.Answer {
	list := p.contracts.List(func(k contract) bool {
		app, _ := p.apps.Get(key(k.app))
		status, client := c.query("status"), c.query("coreServicesId")
		return k.api == a.id && (status == "" || strings.EqualFold(status, k.status)) &&
			(client == "" || client == app.clientID) && contains(app.name, c.query("query"))
	})
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, k := range part {
		item := p.contractJSON(k, false)
		if app, _ := p.apps.Get(key(k.app)); c.yes("includeExtraRedirections", false) {
			object(item, "application")["redirectUri"] = app.redirectURIs
		}
		out = append(out, item)
	}
	return ok(obj{"total": len(list), "contracts": out})
}

// getContract shows one contract. The vendor's document repeats the list's
// example here; not known: the keys, so it is shown as by PATCH.
func (p *Platform) getContract(_ *call, k contract) kernel.Answer {
	return ok(p.contractJSON(k, true))
}

// propose makes a contract of an application with an API, or says why not.
func (p *Platform) propose(c *call, app application, a apiInstance, tierID int64) (contract, *kernel.Answer) {
	refuse := func(message string) (contract, *kernel.Answer) {
		return contract{}, new(badRequest(c.Request, message)) // not known: the statuses of these refusals
	}
	if _, twice := p.contracts.Find(func(k contract) bool { return k.api == a.id && k.app == app.id }); twice {
		return contract{}, new(conflict(c.Request, "The application has a contract with the API"))
	}
	t, found := p.tiers.Get(key(tierID))
	_, tiered := p.tiers.Find(func(t tier) bool { return t.api == a.id && t.status == "ACTIVE" })
	switch {
	case flag(a.settings, "deprecated"):
		return refuse("The API instance is deprecated")
	case app.provider != a.provider:
		return refuse("The application and the API instance have different client providers")
	case tierID != 0 && (!found || t.api != a.id):
		return refuse("The tier does not exist")
	case tierID == 0 && tiered:
		return refuse("The API has tiers: requestedTierId is required")
	}
	now := p.world.Clock.Now()
	k := contract{id: p.world.IDs.Number(), api: a.id, app: app.id, status: approved, tier: tierID, approvedAt: now, audit: audit{created: now}}
	// A tier that does not approve by itself makes the request wait
	// (recorded exchange 82); approvalMethod "manual" does so too (inferred).
	if tierID != 0 && !t.autoApprove || text(a.settings, "approvalMethod") == "manual" {
		k.status, k.approvedAt, k.tier, k.requestedTier = pending, time.Time{}, 0, tierID
	}
	return k, nil
}

// grantContract is the owner's way to make a contract.
func (p *Platform) grantContract(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(schemas["ContractCreate"])
	if bad != nil {
		return *bad
	}
	id, _ := integer(body["applicationId"])
	app, found := p.apps.Get(key(id))
	if !found {
		return notFound(c.Request, "Application")
	}
	tierID, _ := integer(body["requestedTierId"])
	k, bad := p.propose(c, app, a, tierID)
	if bad != nil {
		return *bad
	}
	k.partyID, k.partyName = body["partyId"], body["partyName"]
	if info, given := body["requestAccessInfo"].(obj); given {
		k.accessInfo = info
	}
	p.contracts.Put(key(k.id), k)
	return created(p.contractJSON(k, true))
}

func (p *Platform) patchContract(c *call, k contract) kernel.Answer {
	body, bad := c.body(schemas["ContractPatch"])
	if bad != nil {
		return *bad
	}
	for field, into := range kernel.InOrder(map[string]*int64{"tierId": &k.tier, "requestedTierId": &k.requestedTier}) {
		id, given := integer(body[field])
		if !given {
			continue
		}
		if t, found := p.tiers.Get(key(id)); !found || t.api != k.api {
			return badRequest(c.Request, "The tier does not exist")
		}
		*into = id
	}
	return ok(p.contractJSON(p.saveContract(k), true))
}

func (p *Platform) saveContract(k contract) contract {
	k.audit.updated = p.world.Clock.Now()
	p.contracts.Put(key(k.id), k)
	return k
}

// deleteContract works only after a revocation. Not known: the status before
// it, and whether a request that was never approved needs one; it does not here.
func (p *Platform) deleteContract(c *call, k contract) kernel.Answer {
	if k.status == approved {
		return conflict(c.Request, "The contract must be revoked before it can be deleted")
	}
	p.contracts.Delete(key(k.id))
	return noContent()
}

// step ends an action: 201 with the whole contract. Not known: the status of
// an action that the contract's state does not allow.
func (p *Platform) step(c *call, k contract, allowed bool) kernel.Answer {
	if !allowed {
		return fail(c.Request, http.StatusBadRequest, "InvalidOperationError", "The contract is "+k.status)
	}
	return created(p.contractJSON(p.saveContract(k), true))
}

func (p *Platform) approve(c *call, k contract) kernel.Answer {
	if k.status != pending && k.status != rejected {
		return p.step(c, k, false)
	}
	k.status, k.approvedAt, k.rejectedAt = approved, p.world.Clock.Now(), time.Time{}
	if k.requestedTier != 0 {
		k.tier, k.requestedTier = k.requestedTier, 0
	}
	return p.step(c, k, true)
}

func (p *Platform) reject(c *call, k contract) kernel.Answer {
	if k.status != pending {
		return p.step(c, k, false)
	}
	k.status, k.rejectedAt = rejected, p.world.Clock.Now()
	return p.step(c, k, true)
}

func (p *Platform) revoke(c *call, k contract) kernel.Answer {
	if k.status != approved {
		return p.step(c, k, false)
	}
	k.status, k.revokedAt = revoked, p.world.Clock.Now()
	return p.step(c, k, true)
}

func (p *Platform) restore(c *call, k contract) kernel.Answer {
	if k.status != revoked {
		return p.step(c, k, false)
	}
	k.status, k.approvedAt, k.revokedAt = approved, p.world.Clock.Now(), time.Time{}
	return p.step(c, k, true)
}

func (p *Platform) approveTierChange(c *call, k contract) kernel.Answer {
	if k.status != approved || k.requestedTier == 0 {
		return p.step(c, k, false)
	}
	k.tier, k.requestedTier = k.requestedTier, 0
	return p.step(c, k, true)
}

func (p *Platform) rejectTierChange(c *call, k contract) kernel.Answer {
	if k.status != approved || k.requestedTier == 0 {
		return p.step(c, k, false)
	}
	k.requestedTier = 0
	return p.step(c, k, true)
}
