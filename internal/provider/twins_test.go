package provider_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// otherWords are the resources whose second creation is refused for another
// reason than that one exists, with the reason.
var otherWords = map[string]string{
	"gatehouse_okta_app_secret": "a client has two secrets at most, and secrets have no names",
}

// repeatable are the resources of which the platform takes a second one, or the
// same again, with the reason.
var repeatable = map[string]string{
	"gatehouse_anypoint_client_provider":              "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_client_provider_openam":       "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_client_provider_ping":         "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_api_policy_rate_limiting":     "its configuration allows a duplicate",
	"gatehouse_anypoint_environment":                  "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_connected_app":                "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_organization":                 "not known whether names are unique: the simulator takes it",
	"gatehouse_anypoint_environment_client_providers": "it sets what an environment has",
	"gatehouse_anypoint_api_policy_order":             "there is one such order, which is taken over",
	"gatehouse_anypoint_identity_provider":            "not known whether names are unique: the simulator takes it",
	"gatehouse_okta_app_access_policy_assignment":     "it sets what an app has",
	"gatehouse_okta_app_group_assignment":             "it sets what an app has",
	"gatehouse_okta_app_group_assignments":            "it sets what an app has",
	"gatehouse_okta_app_oauth_api_scope":              "a grant that is there is taken over",
	"gatehouse_okta_app_user_assignment":              "it sets what an app has",
	"gatehouse_okta_auth_server":                      "not known whether names are unique: the simulator takes it",
	"gatehouse_okta_auth_server_claim":                "not known whether names are unique: the simulator takes it",
	"gatehouse_okta_auth_server_policy_client":        "it sets what a policy has",
	"gatehouse_okta_auth_server_trusted_server":       "it sets what a server trusts",
	"gatehouse_okta_auth_server_trusted_servers":      "it sets what a server trusts",
	"gatehouse_okta_oauth_client":                     "names of clients repeat",
}

// afterImport are the arguments that a plan changes after an import although
// the configuration is the old one, with the reason.
var afterImport = map[string]string{
	"gatehouse_okta_app_oauth.jwks":                      "the configuration leaves the keys to gatehouse_okta_app_jwk, and an import shows them",
	"gatehouse_okta_app_oauth.authentication_policy":     "the configuration leaves it to gatehouse_okta_app_access_policy_assignment, and an import shows it",
	"gatehouse_okta_auth_server_policy.client_whitelist": "the configuration leaves it to gatehouse_okta_auth_server_policy_client, and an import shows it",
}

// TestTwins_everyRefusalOffersTheImport makes everything, forgets it, and makes
// each object again as its state says. Wherever the platform refuses because
// there is one, the error has its id and the import block, which works: a plan
// after it changes nothing.
func TestTwins_everyRefusalOffersTheImport(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	_, all := everything(t, e)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Status >= http.StatusBadRequest })
	names := identifiers(t)
	m := e.Machine(t)
	refused, taken := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		config := m.Configuration(r.Type, r.Values)
		withSecrets(config)
		errs := m.New(r.Type).TryApply(config)
		switch {
		case errs == "":
			taken[r.Type] = true // the platform takes another one, or the same again
			continue
		case otherWords[r.Type] != "":
			continue
		}
		refused[r.Type] = true
		var id []string
		for _, name := range names[r.Type] {
			id = append(id, fmt.Sprint(r.Values[name]))
		}
		for _, want := range []string{"import {", "to = " + r.Type + ".NAME", fmt.Sprintf("id = %q", strings.Join(id, "/"))} {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: the error lacks %q:\n%s", r.Address, want, errs)
			}
		}
		taken := m.Import(r.Type, strings.Join(id, "/"))
		p := taken.Plan(config)
		changed := slices.DeleteFunc(p.Changed, func(at string) bool {
			// No platform knows the version of a write-only argument.
			return afterImport[r.Type+"."+at] != "" || strings.HasSuffix(at, "_wo_version")
		})
		if p.Errors != "" || len(changed) > 0 {
			t.Errorf("%s: after the import the plan changes %q %s", r.Address, changed, p.Errors)
		}
	}
	for _, name := range sorted(taken) {
		if repeatable[name] == "" && !refused[name] {
			t.Errorf("a second %s was not refused, and no reason is listed", name)
		}
	}
	t.Logf("refused: %q", sorted(refused))
}

// silent is a connection over which a group is made, and that says nothing of it
// until the caller has no time left.
type silent struct{}

func (silent) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r.WithContext(context.WithoutCancel(r.Context())))
	if err != nil || r.Method != http.MethodPost || r.URL.Path != "/api/v1/groups" {
		return resp, err
	}
	_ = resp.Body.Close()
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// withSecrets gives the write-only arguments whose version a state has.
func withSecrets(config map[string]any) {
	for name, v := range config {
		if inner, ok := v.(map[string]any); ok {
			withSecrets(inner)
		}
		if argument, ok := strings.CutSuffix(name, "_version"); ok && v != nil && strings.HasSuffix(argument, "_wo") {
			config[argument] = "a-secret-of-this-test-alone"
		}
	}
}

func sorted(set map[string]bool) []string {
	var out []string
	for name := range set {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// TestTwins_whatPeopleMeet: a system scope of the default server, a group with
// the time when it was made, and an answer that is lost because the operation's
// time is over.
func TestTwins_whatPeopleMeet(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	wants := func(what, errs string, texts ...string) {
		t.Helper()
		for _, text := range texts {
			if !strings.Contains(errs, text) {
				t.Errorf("%s: the error lacks %q:\n%s", what, text, errs)
			}
		}
	}
	scope := map[string]any{"auth_server_id": "default", "name": "email"}
	errs := m.New("gatehouse_okta_auth_server_scope").TryApply(scope)
	wants("a system scope", errs, "There is one already", `id = "default/scp`, "to = gatehouse_okta_auth_server_scope.NAME")
	_, id, _ := strings.Cut(errs, `id = "`)
	id, _, _ = strings.Cut(id, `"`)
	system := m.Import("gatehouse_okta_auth_server_scope", id)
	if got := system.Text("name"); got != "email" {
		t.Errorf("imported %q", got)
	}
	// Okta's own scope cannot be deleted: Terraform forgets it, and says so.
	if errs := system.TryDestroy(); errs != "" || len(system.Warned) != 1 {
		t.Errorf("destroying a system scope: %q, warnings %q", errs, system.Warned)
	}
	if n := e.Count("DELETE /api/v1/authorizationServers/{authServerId}/scopes/{scopeId}"); n != 0 {
		t.Errorf("%d deletions of a system scope", n)
	}

	group := m.Create("gatehouse_okta_group", map[string]any{"name": "operators"})
	errs = m.New("gatehouse_okta_group").TryApply(map[string]any{"name": "operators"})
	wants("a group", errs, "E0000001", "made 20", fmt.Sprintf("id = %q", group.Text("id")))
	if n := e.Count("GET /api/v1/groups"); n != 1 {
		t.Errorf("the twin took %d lists", n)
	}

	// Labels repeat, client ids do not: the twin is the one with the client id.
	web := func(label, client string) map[string]any {
		return map[string]any{"label": label, "type": "service", "client_id": client}
	}
	m.Create("gatehouse_okta_app_oauth", web("Card", "another-client"))
	other := m.Create("gatehouse_okta_app_oauth", web("Old card", "card-client"))
	errs = m.New("gatehouse_okta_app_oauth").TryApply(web("Card", "card-client"))
	wants("a client id", errs, fmt.Sprintf("id = %q", other.Text("id")))
	job := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Job", "type": "service"}).Text("id")
	key := map[string]any{"app_id": job, "kid": "a", "kty": "EC", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}
	made := m.Create("gatehouse_okta_app_jwk", key)
	errs = m.New("gatehouse_okta_app_jwk").TryApply(key)
	wants("a key", errs, fmt.Sprintf("id = %q", job+"/"+made.Text("id")))

	// The group is made, its answer never comes, and meanwhile the time is over:
	// the look for it is not bound by the operation's time.
	e.Through(silent{})
	late := e.Machine(t).New("gatehouse_okta_group")
	if errs := late.TryApply(map[string]any{"name": "late", "timeouts": map[string]any{"create": "200ms"}}); errs != "" {
		t.Errorf("a group that was made in time: %s", errs)
	}
	if late.Text("id") == "" {
		t.Error("the group is not in the state")
	}
}
