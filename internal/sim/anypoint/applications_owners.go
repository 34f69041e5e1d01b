package anypoint

import (
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// resetSecret gives a native application another secret. For clients of
// OpenID Connect providers the documentation says it is not supported; not
// known: whether newer versions do it, and the status of the refusal.
func (p *Platform) resetSecret(c *call, a application) kernel.Answer {
	if a.provider != "" {
		return badRequest(c.Request, "Client secret reset is not supported by the client provider")
	}
	a.clientSecret, a.audit.updated = p.newSecret(), p.world.Clock.Now()
	p.apps.Put(key(a.id), a)
	return created(obj{"clientSecret": a.clientSecret})
}

// newSecret has the form of the secrets in the vendor's examples: 32
// hexadecimal digits, some of them capitals.
func (p *Platform) newSecret() string {
	b := []byte(p.world.IDs.Hex(16))
	mixed := p.world.IDs.Hex(16)
	for i := range b {
		if mixed[i] < '8' {
			b[i] = strings.ToUpper(string(b[i]))[0]
		}
	}
	return p.world.Secrets.Add(string(b))
}

func (p *Platform) addOwner(c *call, a application) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"id"}, Properties: map[string]*schema{"id": {Type: "string"}}})
	if bad != nil {
		return *bad
	}
	if _, found := p.users.Get(text(body, "id")); !found {
		return notFound(c.Request, "User")
	}
	if !slices.Contains(a.owners, text(body, "id")) {
		a.owners = append(slices.Clone(a.owners), text(body, "id"))
	}
	p.apps.Put(key(a.id), a)
	return created(p.platformJSON(a, false, true))
}

func (p *Platform) removeOwner(c *call, a application) kernel.Answer {
	id := c.PathValue("userId")
	if !slices.Contains(a.owners, id) {
		return notFound(c.Request, "Owner")
	}
	a.owners = slices.DeleteFunc(slices.Clone(a.owners), func(o string) bool { return o == id })
	p.apps.Put(key(a.id), a)
	return noContent()
}
