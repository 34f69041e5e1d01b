package appoauth_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const idToken = "/api/v1/internal/apps/{appId}/settings/oauth/idToken"

// okta/terraform-provider-okta#1837, #568, #2705: the claim is set, changed,
// seen and cleared; apps without the argument never ask for it.
func TestApp_groupsClaim(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	with := func(claim map[string]any) map[string]any {
		if claim == nil {
			return web(nil)
		}
		return web(map[string]any{"groups_claim": claim})
	}
	plain := m.Create(typeName, web(map[string]any{"label": "Plain"}))
	plain.Refresh()
	plain.Apply(web(map[string]any{"label": "Plain too"}))
	if n := e.Count("* " + idToken); n != 0 {
		t.Errorf("an app without a claim asked %d times", n)
	}
	filter := map[string]any{"name": "groups", "type": "FILTER", "filter_type": "STARTS_WITH", "value": "team-"}
	o := m.Create(typeName, with(filter))
	sent := e.LastBody(t, "POST "+idToken)
	if sent["valueType"] != "GROUPS" || sent["groupFilterType"] != "STARTS_WITH" || sent["name"] != "groups" || sent["value"] != "team-" || sent["issuerMode"] != "ORG_URL" {
		t.Errorf("sent %v", sent)
	}
	o.Refresh()
	if p := o.Plan(with(filter)); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v: %s", p.Changed, p.Errors)
	}
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(with(filter)); len(p.Changed) > 0 {
		t.Errorf("after an import the plan changes %v", p.Changed)
	}
	claims(nil)(t, e, o)
	o.Refresh()
	if p := o.Plan(with(filter)); len(p.Changed) != 1 || p.Changed[0] != "groups_claim" {
		t.Errorf("a claim that was taken away: the plan changes %v", p.Changed)
	}
	o.Apply(with(filter))
	n := e.Count("POST " + idToken)
	o.Apply(web(map[string]any{"groups_claim": filter, "admin_note": "x"}))
	if e.Count("POST "+idToken) != n {
		t.Error("an unchanged claim was sent again")
	}
	expression := map[string]any{"name": "groups", "type": "EXPRESSION", "value": "Groups.startsWith(\"OKTA\", \"team\", 10)"}
	o.Apply(with(expression))
	if sent := e.LastBody(t, "POST "+idToken); sent["valueType"] != "EXPRESSION" || sent["groupFilterType"] != nil {
		t.Errorf("sent %v", sent)
	}
	o.Apply(with(nil))
	if sent := e.LastBody(t, "POST "+idToken); len(sent) != 1 || sent["issuerMode"] != "ORG_URL" {
		t.Errorf("cleared with %v", sent)
	}
	claim, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/internal/apps/"+o.Text("id")+"/settings/oauth/idToken", nil).(map[string]any)
	if claim["name"] != nil {
		t.Errorf("the claim is still there: %v", claim)
	}
}

// A provider that signs in by OAuth 2.0 cannot set the claim: said at plan,
// before anything is made, with the way that works.
func TestApp_groupsClaimByOAuth(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.MachineWith(t, map[string]any{"okta": map[string]any{"org_url": e.Var("OKTA_ORG_URL"), "access_token": "not-used"}})
	p := m.New(typeName).Plan(web(map[string]any{"groups_claim": map[string]any{"name": "groups", "type": "FILTER", "filter_type": "EQUALS", "value": "x"}}))
	for _, want := range []string{"Groups Claim Needs an API Token", "Nothing has been made", "gatehouse_okta_auth_server_claim"} {
		if !strings.Contains(p.Errors, want) {
			t.Errorf("the error lacks %q: %s", want, p.Errors)
		}
	}
	if n := len(e.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
	if p := m.New(typeName).Plan(web(nil)); p.Errors != "" {
		t.Errorf("without the argument: %s", p.Errors)
	}
}
