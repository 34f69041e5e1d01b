package gateway

import (
	"context"
	"fmt"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Explanation is how the gateway came to its answer, in the order in which it
// did things. It is written while the request is decided.
type Explanation struct {
	Steps []Step `json:"steps"`
}

// Step is one thing that the gateway did.
type Step struct {
	Kind     string `json:"kind"`             // route, policy, backend or answer
	Title    string `json:"title"`            // a policy's asset
	API      int64  `json:"api,omitempty"`    // of a route
	PolicyID int64  `json:"policy,omitempty"` // of a policy
	// Outcome is passed, refused or skipped.
	Outcome string `json:"outcome"`
	Status  int    `json:"status,omitempty"` // of an answer
	// Checks are what was looked at, each with what came of it.
	Checks []Check `json:"checks"`
}

// Check is one thing that was looked at.
type Check struct {
	Says string `json:"says"`
	OK   bool   `json:"ok"`
}

// The outcomes of a step.
const (
	Passed  = "passed"
	Refused = "refused"
	Skipped = "skipped"
)

type explained struct{}

// Explain has the gateway write down how it decides on a request with this context.
func Explain(ctx context.Context, into *Explanation) context.Context {
	return context.WithValue(ctx, explained{}, into)
}

func explanationOf(r *http.Request) *Explanation {
	e, _ := r.Context().Value(explained{}).(*Explanation)
	return e
}

// begin starts a step. Where nobody asked for an explanation, nothing happens
// here and in the methods below.
func (e *Explanation) begin(s Step) {
	if e != nil {
		s.Outcome, s.Checks = Passed, []Check{}
		e.Steps = append(e.Steps, s)
	}
}

// note writes down a check of the step under way.
func (e *Explanation) note(ok bool, format string, args ...any) {
	if e != nil && len(e.Steps) > 0 {
		s := &e.Steps[len(e.Steps)-1]
		s.Checks = append(s.Checks, Check{fmt.Sprintf(format, args...), ok})
	}
}

// end says what came of the step under way.
func (e *Explanation) end(outcome string, status int) {
	if e != nil && len(e.Steps) > 0 {
		s := &e.Steps[len(e.Steps)-1]
		s.Outcome, s.Status = outcome, status
	}
}

// refused ends a step with the answer that it gave, in its own words.
func (e *Explanation) refused(a kernel.Answer) {
	if e == nil {
		return
	}
	if body, is := a.Body.(map[string]string); is {
		e.note(false, "The gateway answers %d: %s", a.Status, body["error"])
	} else {
		e.note(true, "The gateway answers %d by itself", a.Status)
	}
	e.end(Refused, a.Status)
}

// skips tells why a policy does not concern a request; empty: it does.
func skips(p anypoint.DeployedPolicy, method, rest string) string {
	_, known := enforcers[p.AssetID]
	switch {
	case !known:
		return "This policy is not simulated: it lets every request pass"
	case p.Outbound:
		return "It is for requests to the backend, which are not simulated"
	case !applies(p, method, rest):
		return "None of its resources matches the method and the path"
	}
	return ""
}

// remembers explains that the identity provider was not asked.
func (x *exchange) remembers() {
	x.explain.note(true, "Identity provider: not asked again, its answer on this token still holds")
}

// asked explains that the identity provider was asked. A nil answer: none came.
func (x *exchange) asked(address string, answer *http.Response) {
	if answer == nil {
		x.explain.note(false, "Identity provider: %s can not be reached", address)
		return
	}
	x.explain.note(answer.StatusCode == http.StatusOK, "Identity provider: %s answers %d", address, answer.StatusCode)
}

// answered explains what the identity provider said of a token.
func (x *exchange) answered(active bool, claims map[string]any) {
	if !active {
		x.explain.note(false, "Identity provider: the token is not active")
		return
	}
	x.explain.note(true, "Identity provider: the token is active, of the client %s", shown(claims["client_id"]))
}

// heading is the first step: the API that a request belongs to.
func (x *exchange) heading() Step {
	return Step{Kind: "route", Title: "API " + fmt.Sprint(x.api.ID), API: x.api.ID}
}
