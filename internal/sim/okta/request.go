package okta

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	active   = "ACTIVE"
	inactive = "INACTIVE"
)

// body reads a JSON object. The answer is not nil when there is none.
func (p *Platform) body(r *http.Request) (*object, *kernel.Answer) {
	data, _ := io.ReadAll(r.Body)
	if len(bytes.TrimSpace(data)) == 0 {
		return obj(), nil
	}
	o, err := parseObject(data)
	if err != nil {
		a := p.malformed()
		return nil, &a
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
		a := p.malformed()
		return &a
	}
	return nil
}

// oneOf refuses a value outside an enumeration of the contract. Not known: the
// words of Okta's refusal.
func (p *Platform) oneOf(field, value string, allowed ...string) *kernel.Answer {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	a := p.invalid(field, field+": The field is not valid: "+value)
	return &a
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
