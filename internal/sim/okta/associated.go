package okta

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// renderAssociated has the keys of the contract's CreateAssocAuthServerResponse.
func (p *Platform) renderAssociated(of *server) func(*server) *object {
	return func(s *server) *object {
		o := p.renderServer(s)
		o.delete("default")
		// The contract's example has the associated server's own address here,
		// where DELETE would delete that server. Taken as a slip: the link
		// leads to what can be deleted.
		return o.set("_links", obj("self", p.link(of.path()+"/associatedServers/"+s.id, "DELETE")))
	}
}

func (p *Platform) listAssociated(r *http.Request, s *server) kernel.Answer {
	trusted := r.URL.Query().Get("trusted") != "false"
	q := strings.ToLower(r.URL.Query().Get("q"))
	items := p.st.servers.List(func(other *server) bool {
		return other != s && slices.Contains(s.trusted, other.id) == trusted &&
			(strings.Contains(strings.ToLower(other.name), q) || strings.Contains(strings.ToLower(strings.Join(other.audiences, " ")), q))
	})
	return list(p, r, items, func(o *server) string { return o.id }, p.renderAssociated(s), paging{fallback: 200, most: 200})
}

func (p *Platform) createAssociated(r *http.Request, s *server) kernel.Answer {
	var in struct {
		Trusted []string `json:"trusted"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	if len(in.Trusted) == 0 {
		return p.blank("trusted")
	}
	var added []*server
	for _, id := range in.Trusted {
		other, found := p.server(id)
		if !found {
			return p.notFound(id, "AuthorizationServer")
		}
		if other == s {
			// Not known: Okta's words.
			return p.invalid("trusted", "trusted: An authorization server cannot be associated with itself")
		}
		added = append(added, other)
	}
	for _, other := range added {
		if !slices.Contains(s.trusted, other.id) {
			s.trusted = append(s.trusted, other.id)
		}
	}
	return plainList(added, p.renderAssociated(s))
}

func (p *Platform) deleteAssociated(r *http.Request, s *server) kernel.Answer {
	id := r.PathValue("associatedServerId")
	other, found := p.server(id)
	if !found || !slices.Contains(s.trusted, other.id) {
		return p.notFound(id, "AuthorizationServer")
	}
	s.trusted = remove(s.trusted, other.id)
	return noContent()
}
