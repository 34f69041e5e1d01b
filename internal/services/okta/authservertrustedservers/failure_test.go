package authservertrustedservers_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// The alias stays as it was written, on either side, and is never taken for
// another server than the one that it means.
func TestTrustedServers_defaultAlias(t *testing.T) {
	t.Parallel()
	w := start(t)
	id := w.standard(t)
	one, c := w.servers[1], map[string]any{"auth_server_id": "default", "trusted": []string{w.servers[1]}}
	o := w.m.Create(typeName, c)
	settled(t, o, c)
	imported := w.m.Import(typeName, "default")
	if imported.Text("auth_server_id") != "default" {
		t.Errorf("imported is %q", imported.Text("auth_server_id"))
	}
	settled(t, imported, c)
	o.Destroy()

	o = w.m.Create(typeName, w.config("default", one))
	settled(t, o, w.config("default", one))
	w.trusts(t, id, one)
	before := len(writes(w))
	for _, c := range []map[string]any{w.config(id, one), w.config(id, "default", one), w.config("default", one)} {
		o.Apply(c)
		settled(t, o, c)
		w.trusts(t, id, one)
	}
	if n := len(writes(w)) - before; n != 0 {
		t.Errorf("%d writes for another name of the same server", n)
	}
	o.Destroy()
	w.trusts(t)
	if n := w.e.Sim.Objects()["okta.associatedServers"]; n != 0 {
		t.Errorf("%d trusts are left", n)
	}
	w.e.NoFailures(t)
}

func writes(w world) []kernel.Exchange {
	return slices.DeleteFunc(w.e.Requests(), func(x kernel.Exchange) bool { return x.Method == http.MethodGet })
}

// Identifiers that a plan does not know yet are planned, not looked at.
func TestTrustedServers_unknown(t *testing.T) {
	t.Parallel()
	w := start(t)
	o := w.m.Create(typeName, w.config(w.servers[1]))
	before := len(w.e.Requests())
	for _, trusted := range []any{acctest.Unknown, []any{w.servers[1], acctest.Unknown}} {
		for _, server := range []any{w.servers[0], acctest.Unknown} {
			c := map[string]any{"auth_server_id": server, "trusted": trusted}
			if errs := w.m.Validate(typeName, c) + w.m.Warnings(typeName, c) + w.m.New(typeName).Plan(c).Errors + o.Plan(c).Errors; errs != "" {
				t.Errorf("%v: %s", c, errs)
			}
		}
	}
	if n := len(w.e.Requests()) - before; n != 0 {
		t.Errorf("%d requests for plans", n)
	}
}

const nobody = "aus0000000000000000x"

func TestTrustedServers_unknownServer(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.e.Unjudged(func(x kernel.Exchange) bool { return x.Status == http.StatusNotFound })
	o := w.m.New(typeName)
	if errs := o.TryApply(w.config(w.servers[1], nobody)); !strings.Contains(errs, nobody) || !strings.Contains(errs, "Unable to Create") {
		t.Errorf("a creation: %q", errs)
	}
	if o.Values() != nil {
		t.Errorf("nothing was added, the state has %v", o.Values())
	}
	w.trusts(t)
	if errs := w.m.New(typeName).TryApply(map[string]any{"auth_server_id": nobody, "trusted": []string{w.servers[1]}}); !strings.Contains(errs, nobody) {
		t.Errorf("a creation for a server that is not there: %q", errs)
	}
	// What is dropped is removed, whatever becomes of what is added.
	o = w.m.Create(typeName, w.config(w.servers[1], w.servers[2]))
	if errs := o.TryApply(w.config(w.servers[1], nobody)); !strings.Contains(errs, nobody) || !strings.Contains(errs, "Unable to Update") {
		t.Errorf("an update: %q", errs)
	}
	has(t, o, w.servers[1])
	w.trusts(t, w.servers[1])
	settled(t, o, w.config(w.servers[1]))
}

// fault is a failure of Okta's that no repetition helps against.
func (w world) fault(method, route string, after bool) {
	w.e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: method, Path: route, Times: 1, Status: http.StatusForbidden, After: after,
		Header: map[string]string{"Content-Type": "application/json"},
		Body:   `{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action","errorCauses":[]}`,
	})
}

// A state after a failure has what is there, so that the next plan has the rest,
// and so that what was added is removed when nobody wants it any more.
func TestTrustedServers_failsInTheMiddle(t *testing.T) {
	t.Parallel()
	w := start(t)
	one, two, three := w.servers[1], w.servers[2], w.servers[3]
	o := w.m.Create(typeName, w.config(one))

	// Two is added, one is not removed.
	w.fault(http.MethodDelete, item, false)
	if errs := o.TryApply(w.config(two)); !strings.Contains(errs, "E0000006") {
		t.Errorf("a removal that fails: %q", errs)
	}
	has(t, o, one, two)
	w.trusts(t, one, two)
	o.Apply(w.config(two))
	w.trusts(t, two)

	// Nothing is added, two is removed: another server takes its place later.
	w.fault(http.MethodPost, items, false)
	if errs := o.TryApply(w.config(three)); !strings.Contains(errs, "E0000006") {
		t.Errorf("an addition that fails: %q", errs)
	}
	has(t, o)
	w.trusts(t)
	o.Apply(w.config(three))

	// A destruction that removes one of two fails, and the next one ends it.
	o.Apply(w.config(one, three))
	w.fault(http.MethodDelete, item, false)
	if errs := o.TryDestroy(); !strings.Contains(errs, "E0000006") {
		t.Errorf("a destruction that fails: %q", errs)
	}
	o.Refresh()
	o.Destroy()
	w.trusts(t)

	// Everything was carried out, only the answer says otherwise.
	w.fault(http.MethodPost, items, true)
	o = w.m.Create(typeName, w.config(one, two))
	settled(t, o, w.config(one, two))
}

// Not known is whether Okta may carry out a part of a call that it refuses.
func TestTrustedServers_halfACall(t *testing.T) {
	t.Parallel()
	w := start(t)
	one, two := w.servers[1], w.servers[2]
	w.add(t, w.servers[3])
	half := false
	w.e.AfterRequest(http.MethodPost, strings.TrimPrefix(w.path(), "okta:"), func() {
		if half {
			half = false
			w.add(t, one)
		}
	})
	m := w.e.Machine(t)
	half = true
	w.fault(http.MethodPost, items, false)
	o := m.New(typeName)
	if errs := o.TryApply(w.config(one, two, w.servers[3])); !strings.Contains(errs, "E0000006") {
		t.Errorf("a creation: %q", errs)
	}
	has(t, o, one) // what was there before is somebody else's until all is done
	o.Apply(w.config(two, one))
	w.trusts(t, one, two, w.servers[3])
	o.Destroy()
	w.trusts(t, w.servers[3])
}

// silent is a connection over which servers are trusted, and that says nothing
// of it until the caller has no time left.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
	if err != nil || r.Method != http.MethodPost {
		return resp, err
	}
	_ = resp.Body.Close()
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestTrustedServers_timeIsOver(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.e.Through(silent{})
	o := w.e.Machine(t).New(typeName)
	c := w.config(w.servers[1])
	c["timeouts"] = map[string]any{"create": "200ms"}
	if errs := o.TryApply(c); errs != "" {
		t.Errorf("servers that were trusted in time: %s", errs)
	}
	has(t, o, w.servers[1])
}
