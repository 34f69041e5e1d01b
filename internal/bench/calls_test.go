package bench_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// peer is what today's best provider was seen to need for the same.
func peer(b *testing.B, n float64, unit string) { b.ReportMetric(n, "peer-"+unit) }

// BenchmarkOktaStack is a server, a group, and 100 web apps, scopes and
// assignments.
func BenchmarkOktaStack(b *testing.B) {
	const n = 100
	for b.Loop() {
		e := acctest.Start(b)
		m := e.Machine(b)
		server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
		group := m.Create("gatehouse_okta_group", map[string]any{"name": "consumers"})
		objects := []*acctest.Managed{server, group}
		for i := range n {
			app := m.Create("gatehouse_okta_app_oauth", map[string]any{
				"label": fmt.Sprint("app ", i), "type": "web", "grant_types": []string{"authorization_code"}, "redirect_uris": []string{"https://a.example.com/cb"},
			})
			objects = append(objects, app,
				m.Create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": server.Text("id"), "name": fmt.Sprint("scope", i)}),
				m.Create("gatehouse_okta_app_group_assignment", map[string]any{"app_id": app.Text("id"), "group_id": group.Text("id")}))
		}
		b.ReportMetric(float64(len(e.Requests())), "apply-calls")
		peer(b, 1015, "apply-calls")
		e.Sim.World.Log.Clear()
		refresh(b, e, objects)
		b.ReportMetric(float64(len(e.Requests())), "plan-calls")
		peer(b, 405, "plan-calls")
	}
}

// BenchmarkScopes500 is a plan without changes of 500 scopes on one server.
func BenchmarkScopes500(b *testing.B) {
	for b.Loop() {
		e := acctest.Start(b)
		m := e.Machine(b)
		var objects []*acctest.Managed
		for i := range 500 {
			objects = append(objects, m.Create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "name": fmt.Sprint("scope", i)}))
		}
		e.Sim.World.Log.Clear()
		refresh(b, e, objects)
		b.ReportMetric(float64(len(e.Requests())), "plan-calls")
		peer(b, 502, "plan-calls")
	}
}

// BenchmarkPolicies100 is the apply of one API with 100 policies, and a plan of
// it without changes.
func BenchmarkPolicies100(b *testing.B) {
	for b.Loop() {
		e := acctest.Start(b)
		m := e.Machine(b)
		other := e.Machine(b) // the asset is not the API's
		asset := other.Create("gatehouse_anypoint_exchange_asset", map[string]any{
			"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1",
		})
		e.Sim.World.Log.Clear()
		api := m.Create("gatehouse_anypoint_api_instance", map[string]any{
			"technology": "mule4",
			"spec":       map[string]any{"group_id": asset.Text("group_id"), "asset_id": "card-api", "version": "1.0.0"},
			"endpoint":   map[string]any{"type": "http", "uri": "https://backend.example.com"},
		})
		objects := []*acctest.Managed{api}
		for i := range 100 {
			objects = append(objects, m.Create("gatehouse_anypoint_api_policy", map[string]any{
				"api_instance_id": api.Text("id"), "asset_id": "rate-limiting", "asset_version": "1.4.1", "label": fmt.Sprint("limit ", i), "allow_duplicate": true,
				"configuration": map[string]any{
					"rateLimits": []any{map[string]any{"maximumRequests": i + 1, "timePeriodInMilliseconds": 1000}}, "exposeHeaders": true, "clusterizable": true,
				},
			}))
		}
		b.ReportMetric(float64(len(e.Requests())), "apply-calls")
		peer(b, 1111, "apply-calls")
		e.Sim.World.Log.Clear()
		refresh(b, e, objects)
		b.ReportMetric(float64(len(e.Requests())), "plan-calls")
		peer(b, 707, "plan-calls")
	}
}

// refresh reads all objects as a plan does: in a process of its own, ten at a time.
func refresh(b testing.TB, e *acctest.Env, objects []*acctest.Managed) {
	b.Helper()
	m := e.Machine(b)
	var wg sync.WaitGroup
	slots := make(chan struct{}, 10)
	for _, o := range objects {
		o.Adopt(m)
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if o.Refresh() {
				b.Error("an object is gone")
			}
		})
	}
	wg.Wait()
}

// BenchmarkRateLimit is a create whose first answer is a 429 with a reset two
// seconds away.
func BenchmarkRateLimit(b *testing.B) {
	for b.Loop() {
		e := acctest.Start(b)
		m := e.Machine(b)
		e.Limit("/api/v1/authorizationServers/{authServerId}/scopes", 2*time.Second)
		start := time.Now()
		m.Create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "name": "one"})
		b.ReportMetric(time.Since(start).Seconds(), "wait-s")
		peer(b, 30.1, "wait-s")
	}
}

// BenchmarkRules is 8 rules in 8 policies at half a second a call, in parallel.
func BenchmarkRules(b *testing.B) {
	for b.Loop() {
		e := acctest.StartWith(b, sim.Options{})
		m := e.Machine(b)
		server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []string{"api://cards"}}).Text("id")
		var policies []string
		for i := range 8 {
			policies = append(policies, m.Create("gatehouse_okta_auth_server_policy", map[string]any{
				"auth_server_id": server, "name": fmt.Sprint("policy ", i), "description": "a policy", "client_whitelist": []string{"ALL_CLIENTS"},
			}).Text("id"))
		}
		e.Sim.World.SetLatency(500 * time.Millisecond)
		start := time.Now()
		var wg sync.WaitGroup
		for _, policy := range policies {
			wg.Go(func() {
				m.Create("gatehouse_okta_auth_server_policy_rule", map[string]any{
					"auth_server_id": server, "policy_id": policy, "name": "rule", "grant_type_whitelist": []string{"client_credentials"}, "scope_whitelist": []string{"*"},
				})
			})
		}
		wg.Wait()
		b.ReportMetric(time.Since(start).Seconds(), "apply-s")
		peer(b, 5.8, "apply-s")
	}
}
