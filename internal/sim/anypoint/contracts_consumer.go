package anypoint

import (
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func (p *Platform) registerConsumerContracts() {
	for _, base := range []string{
		"/exchange/api/v1/organizations/{masterOrganizationId}/applications/{applicationId}",
		"/exchange/api/v2/organizations/{masterOrganizationId}/applications/{applicationId}",
		"/apiplatform/repository/v2/organizations/{organizationId}/applications/{applicationId}",
	} {
		p.route("GET "+base+"/contracts", viewApps, p.withApp(p.listOwnContracts))
		p.route("POST "+base+"/contracts", manageApps, p.withOwnApp(p.requestContract))
		p.route("PATCH "+base+"/contracts/{contractId}", manageApps, p.withOwnApp(p.requestTier))
	}
	p.route("GET /exchange/api/v2/organizations/{masterOrganizationId}/applications/{applicationId}/instances/{instanceId}/contracts", viewApps, p.withApp(p.listInstanceContracts))
}

// consumerTier is a tier as a consumer sees it (recorded exchange 82).
func (t tier) consumer(autoApprove bool) obj {
	out := obj{"id": t.id, "name": t.name, "description": t.description, "status": t.status, "limits": t.shortLimits()}
	if autoApprove {
		out["autoApprove"] = t.autoApprove
	}
	return out
}

// shortContract is a contract in a consumer's list.
func (p *Platform) shortContract(k contract) obj {
	out := obj{"id": k.id, "status": k.status}
	if t, found := p.tiers.Get(key(k.tier)); found {
		out["tier"] = t.consumer(true)
	}
	if t, found := p.tiers.Get(key(k.requestedTier)); found {
		out["requestedTier"] = t.consumer(false)
	}
	return out
}

// consumerContract is a contract as Exchange shows it to who asked for it
// (recorded exchanges 60 and 82, and the vendor's walkthrough).
func (p *Platform) consumerContract(k contract) obj {
	app, _ := p.apps.Get(key(k.app))
	api, _ := p.apis.Get(key(k.api))
	e, _ := p.envs.Get(api.env)
	label := text(api.settings, "instanceLabel")
	if label == "" {
		label = "undefined" // so recorded, and so in the vendor's walkthrough
	}
	out := p.shortContract(k)
	out["applicationId"], out["clientId"], out["clientSecret"] = k.app, app.clientID, app.clientSecret
	out["api"] = obj{
		"id": api.id, "version": api.version, "minorVersion": asset{version: api.version}.minor(), "organizationId": api.org, "deprecated": flag(api.settings, "deprecated"),
		"groupId": api.group, "assetId": api.asset, "assetVersion": api.version, "productVersion": api.productVersion,
		"environmentId": api.env, "environmentName": e.name, "assetName": p.assetName(api),
		"fullname": p.assetName(api) + " - " + e.name + " - " + label,
	}
	return out
}

func (p *Platform) listOwnContracts(c *call, app application) kernel.Answer {
	out := []any{}
	for _, k := range p.contracts.List(func(k contract) bool { return k.app == app.id }) {
		if api := c.query("includeContractsForApiVersion"); api != "" && api != key(k.api) {
			continue
		}
		item := p.consumerContract(k)
		delete(item, "clientSecret")
		out = append(out, item)
	}
	return ok(out)
}

func (p *Platform) listInstanceContracts(c *call, app application) kernel.Answer {
	out := []any{}
	for _, k := range p.contracts.List(func(k contract) bool { return k.app == app.id && key(k.api) == c.PathValue("instanceId") }) {
		item := p.contractJSON(k, false)
		item["apiVersionId"] = k.api
		item["condition"] = "APPLIED"
		out = append(out, item)
	}
	return ok(out)
}

// requestContract is the consumer's way to a contract. v2 has required keys;
// v1 takes productAPIVersion or versionGroup.
func (p *Platform) requestContract(c *call, app application) kernel.Answer {
	s := schemas["CreateContractV1"]
	if strings.HasPrefix(c.URL.Path, "/exchange/api/v2/") {
		s = schemas["CreateContractV2"]
	}
	body, bad := c.body(s)
	if bad != nil {
		return *bad
	}
	field := "apiId"
	if onAPIPlatform(c.Request) {
		field = "apiVersionId"
		if _, given := body[field]; !given {
			field = "apiId" // not known: the body of this path
		}
	}
	id, isNumber := integer(body[field])
	if !isNumber {
		return badRequest(c.Request, field+" is required")
	}
	api, found := p.apis.Get(key(id))
	if !found {
		return notFound(c.Request, "API instance")
	}
	tierID, _ := integer(body["requestedTierId"])
	k, bad := p.propose(c, app, api, tierID)
	if bad != nil {
		return *bad
	}
	p.contracts.Put(key(k.id), k)
	return created(p.consumerContract(k))
}

// requestTier asks for another tier. One that approves by itself is given at
// once, for another the owner is asked.
func (p *Platform) requestTier(c *call, app application) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"requestedTierId"}, Properties: map[string]*schema{"requestedTierId": {Type: "integer"}}})
	if bad != nil {
		return *bad
	}
	k, found := p.contracts.Get(c.PathValue("contractId"))
	if !found || k.app != app.id {
		return notFound(c.Request, "Contract")
	}
	id, _ := integer(body["requestedTierId"])
	t, found := p.tiers.Get(key(id))
	if !found || t.api != k.api {
		return badRequest(c.Request, "The tier does not exist")
	}
	if t.autoApprove && k.status == approved {
		k.tier, k.requestedTier = id, 0
	} else {
		k.requestedTier = id
	}
	out := p.consumerContract(p.saveContract(k))
	delete(out, "api")
	return ok(out)
}
