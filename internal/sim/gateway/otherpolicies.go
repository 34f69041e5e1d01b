package gateway

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Of the policies in this file the keys are known. Not known: the bodies of
// their refusals, and of some the status.

// attribute is the kind of DataWeave expression that policies are configured
// with: a header or a query parameter.
var attribute = regexp.MustCompile(`^#\[attributes\.(headers|queryParams)\[['"]([^'"]+)['"]\]\]$`)

// evaluate reads what an expression points at in a request.
func (x *exchange) evaluate(expression any) string {
	s, _ := expression.(string)
	m := attribute.FindStringSubmatch(strings.TrimSpace(s))
	switch {
	case m == nil:
		return ""
	case m[1] == "headers":
		return x.Header.Get(m[2])
	}
	return x.URL.Query().Get(m[2])
}

// credentials are a client's id and secret, from where the policy says.
func (x *exchange) credentials(configuration map[string]any) (id, secret string) {
	if configuration["credentialsOriginHasHttpBasicAuthenticationHeader"] == "httpBasicAuthenticationHeader" {
		id, secret, _ = x.BasicAuth()
		return id, secret
	}
	return x.evaluate(configuration["clientIdExpression"]), x.evaluate(configuration["clientSecretExpression"])
}

// clientOf finds the client with a contract. The secret counts when the policy
// says where it is.
func (x *exchange) clientOf(configuration map[string]any) (anypoint.DeployedClient, bool) {
	id, secret := x.credentials(configuration)
	expression, _ := configuration["clientSecretExpression"].(string)
	checked := expression != "" || configuration["credentialsOriginHasHttpBasicAuthenticationHeader"] == "httpBasicAuthenticationHeader"
	i := slices.IndexFunc(x.api.Clients, func(c anypoint.DeployedClient) bool {
		return id != "" && c.ClientID == id && (!checked || c.ClientSecret == secret)
	})
	x.explain.note(i >= 0, "Client: %s, which has %s", shown(id), contractOf(x, id))
	if i < 0 {
		return anypoint.DeployedClient{}, false
	}
	return x.api.Clients[i], true
}

func (g *Gateway) clientID(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	if _, found := x.clientOf(p.Configuration); !found {
		return refuse(http.StatusUnauthorized, "Invalid client id or secret")
	}
	return nil
}

// window counts requests in a stretch of simulated time.
type window struct {
	ends time.Time
	used int64
}

// spend counts a request against a limit and tells where it stands.
func (g *Gateway) spend(key string, l anypoint.DeployedLimit) quota {
	now := g.world.Clock.Now()
	g.mu.Lock()
	defer g.mu.Unlock()
	w := g.windows[key]
	if w == nil || !now.Before(w.ends) {
		w = &window{ends: now.Add(l.Period)}
		g.windows[key] = w
	}
	w.used++
	return quota{within: w.used <= l.Requests, limit: l.Requests, remaining: max(0, l.Requests-w.used), reset: w.ends.Sub(now)}
}

func (g *Gateway) rateLimit(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	list, _ := p.Configuration["rateLimits"].([]any)
	for i, e := range list {
		limit, _ := e.(map[string]any)
		l := anypoint.DeployedLimit{Requests: whole64(limit["maximumRequests"]), Period: time.Duration(whole64(limit["timePeriodInMilliseconds"])) * time.Millisecond}
		q := g.spend(fmt.Sprintf("%d/%d/%s", p.ID, i, x.evaluate(p.Configuration["keySelector"])), l)
		if refusal := x.told(p, q); refusal != nil {
			return refusal
		}
	}
	return nil
}

func (g *Gateway) tierLimit(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	client, found := x.clientOf(p.Configuration)
	if !found {
		return refuse(http.StatusUnauthorized, "Invalid client id or secret")
	}
	for i, l := range client.Limits {
		if refusal := x.told(p, g.spend(fmt.Sprintf("%d/%d/%s", p.ID, i, client.ClientID), l)); refusal != nil {
			return refusal
		}
	}
	return nil
}

// listed tells whether the caller's address is in the policy's list of
// addresses and networks.
func (x *exchange) listed(configuration map[string]any) bool {
	caller := x.evaluate(configuration["ipExpression"])
	if first, _, several := strings.Cut(caller, ","); several {
		caller = strings.TrimSpace(first)
	}
	if caller == "" {
		caller, _, _ = net.SplitHostPort(x.RemoteAddr)
	}
	x.explain.note(true, "Caller: %s; the policy lists %s", caller, strings.Join(texts(configuration["ips"]), ", "))
	address, err := netip.ParseAddr(caller)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(texts(configuration["ips"]), func(s string) bool {
		if network, err := netip.ParsePrefix(s); err == nil {
			return network.Contains(address)
		}
		one, err := netip.ParseAddr(s)
		return err == nil && one == address
	})
}

func (g *Gateway) allowlist(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	if x.listed(p.Configuration) {
		return nil
	}
	return refuse(http.StatusForbidden, "The IP address is not allowed")
}

func (g *Gateway) blocklist(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	if !x.listed(p.Configuration) {
		return nil
	}
	return refuse(http.StatusForbidden, "The IP address is blocked")
}

func (g *Gateway) injectHeaders(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	set := func(h http.Header, list any) {
		entries, _ := list.([]any)
		for _, e := range entries {
			entry, _ := e.(map[string]any)
			name, _ := entry["key"].(string)
			value, _ := entry["value"].(string)
			if name != "" {
				h.Set(name, value)
			}
		}
	}
	set(x.header, p.Configuration["inboundHeaders"])
	x.explain.note(true, "Headers: sets those of the configuration")
	x.respond = append(x.respond, func(h http.Header) { set(h, p.Configuration["outboundHeaders"]) })
	return nil
}

func (g *Gateway) removeHeaders(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	drop := func(h http.Header, list any) {
		for _, name := range texts(list) {
			h.Del(name)
		}
	}
	drop(x.header, p.Configuration["inboundHeaders"])
	x.explain.note(true, "Headers: takes away those of the configuration")
	x.respond = append(x.respond, func(h http.Header) { drop(h, p.Configuration["outboundHeaders"]) })
	return nil
}
