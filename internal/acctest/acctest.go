// Package acctest is what the tests of objects share: a simulator of their
// own, the provider in process, edits by hand on the platforms, and checks.
package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// Env is one test's world: a fresh simulator, and a provider that points at it.
type Env struct {
	Sim *sim.Simulator
	// Provider is the provider's block, complete.
	Provider string
	// Factories serve the provider in this process.
	Factories map[string]func() (tfprotov6.ProviderServer, error)

	tb    testing.TB
	vars  map[string]string
	empty map[string]int

	unjudged func(kernel.Exchange) bool
	leaks    *leaks
}

// Unjudged leaves exchanges out of the comparison with the vendors' documents:
// those in which a test makes the provider ask for something that is not there,
// for example.
func (e *Env) Unjudged(these func(kernel.Exchange) bool) { e.unjudged = these }

// Start starts a simulator that ends with the test.
func Start(t testing.TB) *Env { return StartWith(t, sim.Options{}) }

// StartWith is Start with options of the simulator.
func StartWith(t testing.TB, o sim.Options) *Env {
	t.Helper()
	s, err := sim.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e := &Env{Sim: s, tb: t, vars: s.Env(), empty: s.Objects(), leaks: &leaks{}}
	e.Provider = e.Block(e.vars["OKTA_API_TOKEN"], e.vars["ANYPOINT_CLIENT_ID"], e.vars["ANYPOINT_CLIENT_SECRET"])
	e.Factories = map[string]func() (tfprotov6.ProviderServer, error){"gatehouse": e.serve(provider.New("test").WithPromptLists())}
	if !isBenchmark(t) {
		t.Cleanup(func() { e.leaks.check(t, s.World.Secrets.All()) })
	}
	contract.Observe(t, s.World, contract.Judge{Skip: func(x kernel.Exchange) bool { return e.unjudged != nil && e.unjudged(x) }})
	return e
}

// isBenchmark tells whether something is measured: what a benchmark does is not
// looked through, and not compared.
func isBenchmark(t testing.TB) bool {
	_, ok := t.(*testing.B)
	return ok
}

// serve serves a provider as its program does. It fails the test where what the
// provider answers quicker than the framework differs from the framework's
// answer, and where it says a secret. A benchmark measures neither.
func (e *Env) serve(p *provider.Provider) func() (tfprotov6.ProviderServer, error) {
	return func() (tfprotov6.ProviderServer, error) {
		if isBenchmark(e.tb) {
			return provider.NewServer(p), nil
		}
		return &overheard{provider.NewServer(p).Compared(func(difference string) { e.tb.Error(difference) }), e.leaks}, nil
	}
}

// Var is one of the values that the simulator exports, such as OKTA_ORG_URL.
func (e *Env) Var(name string) string { return e.vars[name] }

// TutorialVariables are the variables of examples/tutorial, as an environment.
func (e *Env) TutorialVariables() []string { return workspace.TutorialVariables(e.vars) }

// EverythingVariables are those of internal/provider/testdata/everything, which
// has every resource: the tutorial's, and an access policy that the org has.
func (e *Env) EverythingVariables(t testing.TB) []string {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/policies?type=ACCESS_POLICY", nil).([]any)
	for _, p := range all {
		p, _ := p.(map[string]any)
		if id, ok := p["id"].(string); ok {
			return append(e.TutorialVariables(), "TF_VAR_access_policy_id="+id)
		}
	}
	t.Fatal("the org has no access policy")
	return nil
}

// SimProgram is a shell script that stands for the program sim: it serves
// nothing, since this world's simulator does, and prints its variables.
func (e *Env) SimProgram() string {
	var script strings.Builder
	script.WriteString("test \"${1:-}\" = env || exit 0\n")
	for _, name := range slices.Sorted(maps.Keys(e.vars)) {
		fmt.Fprintf(&script, "echo \"export %s='%s'\"\n", name, e.vars[name])
	}
	return script.String()
}

// Limit makes Okta answer the next request of a route with a 429 whose reset
// is that far away, in the whole seconds that the header has.
func (e *Env) Limit(route string, reset time.Duration) {
	now := e.Sim.World.Clock.Now()
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Path: route, Times: 1, Status: http.StatusTooManyRequests,
		Header: map[string]string{
			"X-Rate-Limit-Limit": "100", "X-Rate-Limit-Remaining": "0", "Content-Type": "application/json",
			"X-Rate-Limit-Reset": strconv.FormatInt(now.Add(reset).Unix(), 10),
		},
		Body: `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorCauses":[]}`,
	})
}

// Block is a provider block with these credentials.
func (e *Env) Block(oktaToken, anypointID, anypointSecret string) string {
	return fmt.Sprintf(`
provider "gatehouse" {
  okta = {
    org_url   = %q
    api_token = %q
  }
  anypoint = {
    base_url        = %q
    client_id       = %q
    client_secret   = %q
    organization_id = %q
    environment_id  = %q
  }
}
`, e.vars["OKTA_ORG_URL"], oktaToken, e.vars["ANYPOINT_BASE_URL"], anypointID, anypointSecret,
		e.vars["ANYPOINT_ORGANIZATION_ID"], e.vars["ANYPOINT_ENVIRONMENT_ID"])
}

// Test runs a test case on this world. Unless it has its own CheckDestroy, the
// simulator must be as empty as before in the end.
func (e *Env) Test(t *testing.T, c resource.TestCase) {
	t.Helper()
	UseCLI(t)
	if c.ProtoV6ProviderFactories == nil {
		c.ProtoV6ProviderFactories = map[string]func() (tfprotov6.ProviderServer, error){}
	}
	maps.Copy(c.ProtoV6ProviderFactories, e.Factories)
	if c.CheckDestroy == nil {
		c.CheckDestroy = func(*terraform.State) error { return e.Empty() }
	}
	resource.UnitTest(t, c)
}

// Empty is an error that names what is on the platforms beyond the seed.
func (e *Env) Empty() error {
	if now := e.Sim.Objects(); !reflect.DeepEqual(now, e.empty) {
		return fmt.Errorf("the simulator is not as empty as before:\nbefore: %v\nnow:    %v", e.empty, now)
	}
	return nil
}

// Requests are what the provider sent so far, without what the platforms say
// to each other and what tests edit by hand.
func (e *Env) Requests() []kernel.Exchange {
	var out []kernel.Exchange
	for _, x := range e.Sim.World.Log.All() {
		if !x.Internal {
			out = append(out, x)
		}
	}
	return out
}

// Count counts requests by method and route, as in "POST /api/v1/groups". A
// method of "*" is any.
func (e *Env) Count(what string) int {
	method, route, _ := strings.Cut(what, " ")
	n := 0
	for _, x := range e.Requests() {
		if (method == "*" || method == x.Method) && x.Route == route {
			n++
		}
	}
	return n
}

// LastBody is the JSON body of the last request of that method and route.
func (e *Env) LastBody(t testing.TB, what string) map[string]any {
	t.Helper()
	method, route, _ := strings.Cut(what, " ")
	all := e.Requests()
	for _, x := range slices.Backward(all) {
		if x.Method == method && x.Route == route {
			body := map[string]any{}
			if err := json.Unmarshal(x.Body, &body); err != nil {
				t.Fatalf("%s sent no JSON object: %s", what, x.Body)
			}
			return body
		}
	}
	t.Fatalf("%s was not sent", what)
	return nil
}

// ByHand sends a request as an administrator would from a console; it does not
// count as the provider's. path starts with the platform: "okta:/api/v1/groups",
// "anypoint:/accounts/api/me". It returns the answer's JSON.
func (e *Env) ByHand(t testing.TB, method, path string, body any) any {
	t.Helper()
	platform, rest, ok := strings.Cut(path, ":")
	if !ok {
		t.Fatalf("%q names no platform", path)
	}
	base, credentials := e.vars["OKTA_ORG_URL"], "SSWS "+e.vars["OKTA_API_TOKEN"]
	if platform == "anypoint" {
		base, credentials = e.vars["ANYPOINT_BASE_URL"], "Bearer "+e.anypointToken(t)
	}
	status, answer := e.send(t, method, base+rest, credentials, body)
	if status < 200 || status > 299 {
		t.Fatalf("by hand: %s %s: %d %s", method, path, status, answer)
	}
	var v any
	if len(answer) > 0 {
		if err := json.Unmarshal(answer, &v); err != nil {
			t.Fatalf("by hand: %s %s: %v", method, path, err)
		}
	}
	return v
}

func (e *Env) anypointToken(t testing.TB) string {
	t.Helper()
	_, answer := e.send(t, http.MethodPost, e.vars["ANYPOINT_BASE_URL"]+"/accounts/api/v2/oauth2/token", "", map[string]string{
		"grant_type": "client_credentials", "client_id": e.vars["ANYPOINT_CLIENT_ID"], "client_secret": e.vars["ANYPOINT_CLIENT_SECRET"],
	})
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(answer, &token); err != nil || token.AccessToken == "" {
		t.Fatalf("by hand: no token: %s", answer)
	}
	return token.AccessToken
}

func (e *Env) send(t testing.TB, method, url, credentials string, body any) (int, []byte) {
	t.Helper()
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		content = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, content)
	if err != nil {
		t.Fatal(err)
	}
	if credentials != "" {
		req.Header.Set("Authorization", credentials)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("User-Agent", contract.ByHand)
	resp, err := e.Sim.World.Client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, answer
}

// Edit changes an object by hand: it reads it, merges patch into it as RFC 7396
// says (null removes a member), and writes the whole back by PUT.
func (e *Env) Edit(t testing.TB, path string, patch map[string]any) {
	t.Helper()
	current, ok := e.ByHand(t, http.MethodGet, path, nil).(map[string]any)
	if !ok {
		t.Fatalf("%s is not an object", path)
	}
	mergePatch(current, patch)
	e.ByHand(t, http.MethodPut, path, current)
}

func mergePatch(target, patch map[string]any) {
	for k, v := range patch {
		switch v := v.(type) {
		case nil:
			delete(target, k)
		case map[string]any:
			inner, ok := target[k].(map[string]any)
			if !ok {
				inner = map[string]any{}
				target[k] = inner
			}
			mergePatch(inner, v)
		default:
			target[k] = v
		}
	}
}
