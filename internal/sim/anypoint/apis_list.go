package anypoint

import (
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// matching are the APIs of an environment that the query asks for.
func (p *Platform) matching(c *call) []apiInstance {
	is := func(param, value string) bool { return c.query(param) == "" || c.query(param) == value }
	return p.apis.List(func(a apiInstance) bool {
		if a.org != c.PathValue("organizationId") || a.env != c.PathValue("environmentId") {
			return false
		}
		label := text(a.settings, "instanceLabel")
		q := c.query("query")
		return is("groupId", a.group) && is("assetId", a.asset) && is("assetVersion", a.version) &&
			is("productVersion", a.productVersion) && is("instanceLabel", label) && is("autodiscoveryInstanceName", a.autodiscoveryName()) &&
			(contains(p.assetName(a), q) || contains(a.asset, q) || contains(label, q) || contains(text(a.settings, "description"), q) || contains(strings.Join(texts(a.settings["tags"]), " "), q))
	})
}

func (p *Platform) assetName(a apiInstance) string {
	if published, found := p.assets.Get(gav(a.group, a.asset, a.version)); found {
		return published.name
	}
	return a.asset
}

// listAPIs is the list of api/v1: assets, each with all its APIs.
func (p *Platform) listAPIs(c *call) kernel.Answer {
	type group struct {
		name string
		apis []apiInstance
	}
	var order []string
	groups := map[string]*group{}
	for _, a := range p.matching(c) {
		k := a.group + "/" + a.asset
		if groups[k] == nil {
			groups[k] = &group{name: p.assetName(a)}
			order = append(order, k)
		}
		groups[k].apis = append(groups[k].apis, a)
	}
	if s := c.query("sort"); s == "" || s == "name" {
		sortBy(c, order, func(k string) string { return groups[k].name })
	} else {
		sortBy(c, order, func(k string) string {
			first := groups[k].apis[0]
			if s == "updatedDate" {
				return stamp(first.audit.updated)
			}
			return stamp(first.audit.created)
		})
	}
	part, bad := page(c, order, 100, 250)
	if bad != nil {
		return *bad
	}
	assets := []any{}
	for _, k := range part {
		g := groups[k]
		first := g.apis[0]
		apis := []any{}
		for _, a := range g.apis {
			item := p.briefJSON(a)
			item["pinned"], item["activeContractsCount"] = false, len(p.contracts.List(func(k contract) bool { return k.api == a.id && k.status == approved }))
			apis = append(apis, item)
		}
		assets = append(assets, obj{
			"audit": first.audit.json(), "masterOrganizationId": p.root().id, "organizationId": first.org, "id": first.endpointID,
			"name": g.name, "exchangeAssetName": g.name, "groupId": first.group, "assetId": first.asset,
			"autodiscoveryApiName": "groupId:" + first.group + ":assetId:" + first.asset,
			"apis":                 apis, "totalApis": len(g.apis),
		})
	}
	return ok(obj{"total": len(order), "assets": assets})
}

// listInstances is the list of xapi/v1: {instances, total}, known from the
// official provider's code. Not known: the keys of an item; it is a whole API.
func (p *Platform) listInstances(c *call) kernel.Answer {
	list := p.matching(c)
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	instances := []any{}
	for _, a := range part {
		instances = append(instances, p.apiJSON(a, a.audit.json()))
	}
	return ok(obj{"instances": instances, "total": len(list)})
}

// searchSpecs looks for assets that can become APIs (recorded exchange 29).
func (p *Platform) searchSpecs(c *call) kernel.Answer {
	p.settle()
	term := c.query("searchTerm")
	list := p.assets.List(func(a asset) bool {
		return strings.HasSuffix(a.kind, "-api") && (contains(a.name, term) || contains(a.id, term))
	})
	sortBy(c, list, func(a asset) string { return a.name })
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, a := range part {
		out = append(out, obj{"groupId": a.group, "assetId": a.id, "version": a.version, "productAPIVersion": a.apiVersion, "name": a.name})
	}
	return ok(obj{"apiDefinitions": out})
}

// getBundle is an export of the API. The vendor says "a zip with all the api's
// information" and shows a placeholder; not known: its files. A description of
// the API is served instead.
func (p *Platform) getBundle(c *call, a apiInstance) kernel.Answer {
	out := obj{"api": p.apiJSON(a, a.audit.json())}
	if c.yes("slaTiers", false) {
		tiers := []any{}
		for _, t := range p.tiers.List(func(t tier) bool { return t.api == a.id }) {
			tiers = append(tiers, p.tierJSON(t))
		}
		out["tiers"] = tiers
	}
	if c.yes("endpoint", false) {
		policies := []any{}
		for _, pol := range p.policiesOf(a.id) {
			policies = append(policies, p.policyJSON(pol))
		}
		out["policies"] = policies
	}
	return ok(out)
}

// getAutodiscovery serves what a gateway needs to find its API. Not known: its
// keys; the vendor shows a placeholder.
func (p *Platform) getAutodiscovery(_ *call, a apiInstance) kernel.Answer {
	return ok(obj{"apiId": a.id, "apiName": "groupId:" + a.group + ":assetId:" + a.asset, "apiVersion": a.autodiscoveryName(), "autodiscoveryInstanceName": a.autodiscoveryName()})
}
