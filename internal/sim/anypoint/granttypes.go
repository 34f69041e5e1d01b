package anypoint

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// grantTypes are those that the platform knows, in its order and words.
var grantTypes = []struct {
	name, label string
	depends     []string
}{
	{"password", "Resource Owner Grant", nil},
	{"implicit", "Implicit Grant", nil},
	{"client_credentials", "Client Credentials Grant", nil},
	{"authorization_code", "Authorization Code Grant", nil},
	{"refresh_token", "Refresh Token", []string{"authorization_code", "password"}},
}

// allGrants are the names of all grant types, which the native provider offers.
func allGrants() []string {
	var out []string
	for _, g := range grantTypes {
		out = append(out, g.name)
	}
	return out
}

// defaultGrants are offered when the metadata says nothing: "Implicit,
// Authorization Code, Refresh Token".
var defaultGrants = []string{"implicit", "authorization_code", "refresh_token"}

// learnGrants reads the metadata of the issuer, as the platform does on every
// create and update: OpenID Connect discovery, merged with the OAuth metadata.
// Not known: what it does when neither answers; here the defaults hold.
func (p *Platform) learnGrants(ctx context.Context, cp clientProvider) clientProvider {
	if cp.kind() != oidcDynamic {
		// Not known: what is offered where the configuration does not say. The
		// document's example has all of them.
		cp.grants = allGrants()
		return cp
	}
	cp.grants = defaultGrants
	issuer := strings.TrimSuffix(text(cp.oidc(), "issuer"), "/")
	if issuer == "" {
		return cp
	}
	var learnt []string
	p.outside(func() {
		for _, document := range []string{"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"} {
			learnt = append(learnt, p.grantTypesSupported(ctx, cp, issuer+document)...)
		}
	})
	if len(learnt) > 0 {
		cp.grants = learnt
	}
	return cp
}

func (p *Platform) grantTypesSupported(ctx context.Context, cp clientProvider, address string) []string {
	ctx, cancel := context.WithTimeout(ctx, cp.requestTimeout())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil
	}
	r.Header.Set("Accept", "application/json")
	answer, err := p.send(cp, r)
	if err != nil {
		return nil
	}
	defer func() { _ = answer.Body.Close() }()
	var metadata struct {
		Supported []string `json:"grant_types_supported"`
	}
	raw, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if answer.StatusCode != http.StatusOK || json.Unmarshal(raw, &metadata) != nil {
		return nil
	}
	return metadata.Supported
}

// getGrantTypes serves the grant types of a provider in the platform's own words.
func (p *Platform) getGrantTypes(_ *call, cp clientProvider) kernel.Answer {
	return ok(obj{"type": clone(object(cp.config, "type")), "grant_types": cp.grantTypesJSON()})
}

func (cp clientProvider) grantTypesJSON() []any {
	if given, isList := cp.oidc()["supported_grant_types"].([]any); isList {
		return clone(given)
	}
	if given, isList := object(cp.config, "oauth2_client_provider")["grant_types"].([]any); isList {
		return clone(given)
	}
	out := []any{}
	for _, g := range grantTypes {
		if !slices.Contains(cp.grants, g.name) {
			continue
		}
		depends := []any{}
		for _, d := range g.depends {
			depends = append(depends, d)
		}
		out = append(out, obj{"name": g.name, "label": g.label, "required": false, "exclude": []any{}, "depends": depends})
	}
	return out
}

// offers lists the names of the grant types of a provider.
func (cp clientProvider) offers() []string {
	out := []string{}
	for _, g := range cp.grantTypesJSON() {
		if o, isObj := g.(obj); isObj {
			out = append(out, text(o, "name"))
		}
	}
	return out
}
