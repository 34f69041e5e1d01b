package anypoint

import (
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// providerClient is a client that was added to a client provider by hand.
type providerClient struct {
	provider, id, name, secret string
	grantTypes, redirectURIs   []string
}

func (pc providerClient) key() string { return pc.provider + "/" + pc.id }

func (pc providerClient) json(org string) obj {
	return obj{
		"client_id": pc.id, "client_name": pc.name, "client_secret": pc.secret,
		"grant_types": pc.grantTypes, "redirect_uris": pc.redirectURIs,
		"org_id": org, "client_management_provider_id": pc.provider,
	}
}

func (p *Platform) registerProviderClients(all string) {
	one := all + "/{clientId}"
	p.route("GET "+all, readProviderClients, p.withProvider(p.listProviderClients))
	p.route("POST "+all, adminProviderClients, p.rootOnly(p.withProvider(p.createProviderClient)))
	p.route("GET "+one, readProviderClients, p.withProvider(p.getProviderClient))
	p.route("PATCH "+one, adminProviderClients, p.rootOnly(p.withProvider(p.patchProviderClient)))
	p.route("DELETE "+one, adminProviderClients, p.rootOnly(p.withProvider(p.deleteProviderClient)))
}

// clientsOf lists the clients of a provider: those of applications and those
// added by hand.
func (p *Platform) clientsOf(provider string) []providerClient {
	out := []providerClient{}
	for _, a := range p.apps.List(func(a application) bool { return a.provider == provider }) {
		out = append(out, providerClient{provider: provider, id: a.clientID, name: a.name, secret: a.clientSecret, grantTypes: a.grantTypes, redirectURIs: a.redirectURIs})
	}
	return append(out, p.providerClients.List(func(pc providerClient) bool { return pc.provider == provider })...)
}

func (p *Platform) listProviderClients(c *call, cp clientProvider) kernel.Answer {
	ids := c.many("client_id")
	list := slices.DeleteFunc(p.clientsOf(cp.id), func(pc providerClient) bool {
		return len(ids) > 0 && !slices.Contains(ids, pc.id) || !contains(pc.name, c.query("search"))
	})
	sortBy(c, list, func(pc providerClient) string {
		if c.query("sort") == "client_name" {
			return pc.name
		}
		return pc.id
	})
	part, bad := page(c, list, 25, 500)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, pc := range part {
		data = append(data, pc.json(cp.org))
	}
	return ok(obj{"data": data, "total": len(list)})
}

func (p *Platform) findProviderClient(c *call, cp clientProvider) (providerClient, bool) {
	list := p.clientsOf(cp.id)
	i := slices.IndexFunc(list, func(pc providerClient) bool { return pc.id == c.PathValue("clientId") })
	if i < 0 {
		return providerClient{}, false
	}
	return list[i], true
}

func (p *Platform) getProviderClient(c *call, cp clientProvider) kernel.Answer {
	pc, found := p.findProviderClient(c, cp)
	if !found {
		return notFound(c.Request, "Client")
	}
	return ok(pc.json(cp.org))
}

// createProviderClient keeps the client in Anypoint alone. Not known: whether
// the platform also tells the identity provider.
func (p *Platform) createProviderClient(c *call, cp clientProvider) kernel.Answer {
	body, bad := c.body(schemas["ClientProviderClient"])
	if bad != nil {
		return *bad
	}
	pc := providerClient{provider: cp.id, grantTypes: []string{}, redirectURIs: []string{}}.with(body)
	if pc.id == "" {
		pc.id = p.world.IDs.Hex(16)
	}
	if pc.secret == "" {
		pc.secret = p.newSecret()
	}
	p.world.Secrets.Add(pc.secret)
	p.providerClients.Put(pc.key(), pc)
	return created(pc.json(cp.org))
}

func (pc providerClient) with(body obj) providerClient {
	for field, into := range kernel.InOrder(map[string]*string{"client_id": &pc.id, "client_name": &pc.name, "client_secret": &pc.secret}) {
		if s, isText := body[field].(string); isText {
			*into = s
		}
	}
	for field, into := range kernel.InOrder(map[string]*[]string{"grant_types": &pc.grantTypes, "redirect_uris": &pc.redirectURIs}) {
		if v, given := body[field]; given {
			*into = texts(v)
		}
	}
	return pc
}

func (p *Platform) patchProviderClient(c *call, cp clientProvider) kernel.Answer {
	body, bad := c.body(schemas["ClientProviderClient"])
	if bad != nil {
		return *bad
	}
	pc, found := p.findProviderClient(c, cp)
	if !found {
		return notFound(c.Request, "Client")
	}
	delete(body, "client_id")
	pc = pc.with(body)
	if c.yes("resetSecret", false) {
		pc.secret = p.newSecret()
	}
	p.world.Secrets.Add(pc.secret)
	if a, isApp := p.apps.Find(func(a application) bool { return a.provider == cp.id && a.clientID == pc.id }); isApp {
		a.name, a.clientSecret, a.grantTypes, a.redirectURIs = pc.name, pc.secret, pc.grantTypes, pc.redirectURIs
		p.apps.Put(key(a.id), a)
	} else {
		p.providerClients.Put(pc.key(), pc)
	}
	return ok(pc.json(cp.org))
}

func (p *Platform) deleteProviderClient(c *call, cp clientProvider) kernel.Answer {
	pc, found := p.findProviderClient(c, cp)
	if !found {
		return notFound(c.Request, "Client")
	}
	if a, isApp := p.apps.Find(func(a application) bool { return a.provider == cp.id && a.clientID == pc.id }); isApp {
		p.removeApp(a)
	}
	p.providerClients.Delete(pc.key())
	return noContent()
}
