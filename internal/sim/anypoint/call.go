package anypoint

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// call is a request that was let in.
type call struct {
	*http.Request
	who *principal
}

type handler func(*call) kernel.Answer

// route serves a pattern for whoever has the scopes that it needs. The lock is
// held while the handler runs.
func (p *Platform) route(pattern string, need need, h handler) {
	p.Router.Handle(pattern, func(r *http.Request) kernel.Answer {
		p.mu.Lock()
		defer p.mu.Unlock()
		who := p.signedIn(r)
		if who == nil {
			return unauthorized()
		}
		org, env := organizationOf(r), r.PathValue("environmentId")
		if org != "" {
			if _, ok := p.orgs.Get(org); !ok {
				return notFound(r, "Organization")
			}
		}
		if org != "" && env != "" {
			if e, ok := p.envs.Get(env); !ok || e.org != org {
				return notFound(r, "Environment")
			}
		}
		readOnly := r.Method == http.MethodGet && who.may(readOnlyAccess, org, env)
		if !readOnly && !who.may(need, org, env) {
			return forbidden(r)
		}
		return h(&call{Request: r, who: who})
	})
}

func organizationOf(r *http.Request) string {
	if org := r.PathValue("organizationId"); org != "" {
		return org
	}
	return r.PathValue("masterOrganizationId")
}

// outside runs f without the lock: for calls to other platforms, which may take long.
func (p *Platform) outside(f func()) {
	p.mu.Unlock()
	defer p.mu.Lock()
	f()
}

// body reads a JSON object and checks it. A nil schema accepts any object.
func (c *call) body(s *schema) (obj, *kernel.Answer) {
	raw, _ := io.ReadAll(c.Body)
	if len(strings.TrimSpace(string(raw))) == 0 {
		raw = []byte("{}")
	}
	var v any
	if err := decode(raw, &v); err != nil {
		return nil, new(badRequest(c.Request, "Malformed JSON: "+err.Error()))
	}
	if s == nil {
		s = &schema{Type: "object"}
	}
	if violations := s.check("", v); len(violations) > 0 {
		return nil, new(invalid(c.Request, violations))
	}
	o, ok := v.(obj)
	if !ok {
		return nil, new(badRequest(c.Request, "The body must be an object"))
	}
	return o, nil
}

func (c *call) query(name string) string { return c.URL.Query().Get(name) }

// many reads a query argument that may come repeated or separated by commas.
func (c *call) many(name string) []string {
	var out []string
	for _, v := range append(c.URL.Query()[name], c.URL.Query()[name+"[]"]...) {
		for part := range strings.SplitSeq(v, ",") {
			if part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// yes reads a boolean query argument.
func (c *call) yes(name string, otherwise bool) bool {
	switch c.query(name) {
	case "true":
		return true
	case "false":
		return false
	}
	return otherwise
}

// page cuts a list by offset and limit. A limit beyond the documented maximum
// is refused (status inferred from the vendor's schema).
func page[T any](c *call, list []T, limit, maximum int) ([]T, *kernel.Answer) {
	offset := 0
	for name, into := range kernel.InOrder(map[string]*int{"limit": &limit, "offset": &offset}) {
		v := c.query(name)
		if v == "" {
			continue
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || name == "limit" && n > maximum {
			return nil, new(badRequest(c.Request, "Invalid value for query parameter "+name+": "+v))
		}
		*into = n
	}
	offset = min(offset, len(list))
	return list[offset:min(len(list), offset+limit)], nil
}

// sortBy orders a list by a key and the query's "ascending".
func sortBy[T any](c *call, list []T, key func(T) string) {
	up := c.yes("ascending", true)
	slices.SortStableFunc(list, func(a, b T) int {
		if up {
			return strings.Compare(key(a), key(b))
		}
		return strings.Compare(key(b), key(a))
	})
}

func ok(body any) kernel.Answer      { return kernel.Answer{Status: http.StatusOK, Body: body} }
func created(body any) kernel.Answer { return kernel.Answer{Status: http.StatusCreated, Body: body} }
func noContent() kernel.Answer       { return kernel.Answer{Status: http.StatusNoContent} }

// asCreated is the answer of a PUT that works like PATCH: 201, as documented.
func asCreated(answer kernel.Answer) kernel.Answer {
	if answer.Status == http.StatusOK {
		answer.Status = http.StatusCreated
	}
	return answer
}
