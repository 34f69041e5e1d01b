package okta

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

const (
	active   = "ACTIVE"
	inactive = "INACTIVE"
)

// on hands a handler the object of a table that a parameter of the path names.
// The kind is Okta's Java name of the object.
func on[T any](p *Platform, table func() *store.Table[T], parameter, kind string, h func(*http.Request, T) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		id := r.PathValue(parameter)
		v, found := table().Get(id)
		if !found {
			return p.notFound(id, kind)
		}
		return h(r, v)
	}
}

// body reads a JSON object. The answer is not nil when there is none.
func (p *Platform) body(r *http.Request) (*object, *kernel.Answer) {
	data, _ := io.ReadAll(r.Body)
	if len(bytes.TrimSpace(data)) == 0 {
		return obj(), nil
	}
	o, err := parseObject(data)
	if err != nil {
		return nil, new(p.malformed())
	}
	return o, nil
}

// decode reads a JSON object into a struct. Keys that the struct lacks are
// ignored, as Okta ignores them.
func (p *Platform) decode(r *http.Request, into any) *kernel.Answer {
	data, _ := io.ReadAll(r.Body)
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	if err := json.Unmarshal(data, into); err != nil {
		return new(p.malformed())
	}
	return nil
}

// oneOf refuses a value outside an enumeration of the contract. Not known: the
// words of Okta's refusal.
func (p *Platform) oneOf(field, value string, allowed ...string) *kernel.Answer {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	return new(p.invalid(field, field+": The field is not valid: "+value))
}

// atMost refuses a text that is longer than the contract's maxLength. Not known:
// the words of Okta's refusal.
func (p *Platform) atMost(field, text string, most int) *kernel.Answer {
	if utf8.RuneCountInString(text) <= most {
		return nil
	}
	return new(p.invalid(field, fmt.Sprintf("%s: String must be less than %d characters", field, most+1)))
}

func noContent() kernel.Answer { return kernel.Answer{Status: http.StatusNoContent} }

func ok(body any) kernel.Answer { return kernel.Answer{Status: http.StatusOK, Body: body} }

func created(body any) kernel.Answer { return kernel.Answer{Status: http.StatusCreated, Body: body} }

// orDefault is a value, or another when it is the zero value.
func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}
