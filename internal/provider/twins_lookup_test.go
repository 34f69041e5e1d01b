package provider_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// TestTwins_lookUps: what an error says when the look for a twin fails, when it
// finds one that is older than the lost request, and when the platform's
// refusal is worded in another way.
func TestTwins_lookUps(t *testing.T) {
	t.Parallel()
	const groups = "/api/v1/groups"
	e := acctest.Start(t)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Faulted || x.Status >= http.StatusBadRequest })
	m := e.Machine(t)
	old := m.Create("gatehouse_okta_group", map[string]any{"name": "operators"})
	again := func(faults ...kernel.Fault) string {
		t.Helper()
		for _, f := range faults {
			f.Platform, f.Path = "okta", groups
			e.Sim.World.Faults.Add(f)
		}
		defer e.Sim.World.Faults.Clear()
		return m.New("gatehouse_okta_group").TryApply(map[string]any{"name": "operators"})
	}
	wants := func(errs string, texts ...string) {
		t.Helper()
		for _, text := range texts {
			if !strings.Contains(errs, text) {
				t.Errorf("the error lacks %q:\n%s", text, errs)
			}
		}
	}
	blind := kernel.Fault{Method: http.MethodGet, Status: http.StatusForbidden, Body: `{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action"}`}
	lost := kernel.Fault{Method: http.MethodPost, Times: 1}
	block := fmt.Sprintf("id = %q", old.Text("id"))

	// The refusal names its attribute.
	wants(again(), `AttributeName("name")`, block)
	wants(again(blind), "such a group already: it could not be looked for", "E0000001", "You do not have permission")
	wants(again(kernel.Fault{
		Method: http.MethodPost, Times: 1, Status: http.StatusBadRequest,
		Body: `{"errorCode":"E0000001","errorSummary":"Api validation failed: name","errorCauses":[{"errorSummary":"name: Already Exists"}]}`,
	}), block)

	// The request never arrived, and there is a group that is older.
	e.Sim.World.Clock.Advance(time.Hour)
	m.Create("gatehouse_okta_group", map[string]any{"name": "another"}) // shows the platform's time
	wants(again(lost), "The request was not carried out", "An older one", old.Text("id"))
	wants(again(lost, blind), "may have been created all the same", "It could not be looked for just now", "You do not have permission")
}

// TestTwins_anypointBadRequests: a 400 that means a twin keeps the twin's
// sentence, whatever a 400 of that object means else.
func TestTwins_anypointBadRequests(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	_, all := everything(t, e)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Faulted || x.Status >= http.StatusBadRequest })
	m := e.Machine(t)
	kinds := []string{"gatehouse_anypoint_client_application", "gatehouse_anypoint_contract"}
	seen := map[string]bool{}
	for _, r := range all {
		if !slices.Contains(kinds, r.Type) || seen[r.Type] {
			continue
		}
		seen[r.Type] = true
		e.Sim.World.Faults.Add(kernel.Fault{
			Platform: "anypoint", Method: http.MethodPost, Times: 1, Status: http.StatusBadRequest,
			Body: `{"name":"BadRequest","message":"It already exists"}`,
		})
		config := m.Configuration(r.Type, r.Values)
		withSecrets(config)
		errs := m.New(r.Type).TryApply(config)
		e.Sim.World.Faults.Clear()
		for _, want := range []string{"There is one already, with the id", "import {", fmt.Sprint(r.Values["id"])} {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: the error lacks %q:\n%s", r.Address, want, errs)
			}
		}
	}
	if len(seen) != len(kinds) {
		t.Errorf("only %v were tried", seen)
	}
}
