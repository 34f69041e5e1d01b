package bench_test

import (
	"fmt"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// BenchmarkAPIs50 is a plan without changes of 50 APIs with five policies and
// two contracts each.
func BenchmarkAPIs50(b *testing.B) {
	const apis, consumers, policies = 50, 2, 5
	for b.Loop() {
		e := acctest.Start(b)
		m := e.Machine(b)
		asset := m.Create("gatehouse_anypoint_exchange_asset", map[string]any{
			"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1",
		})
		var objects, applications []*acctest.Managed
		for i := range apis {
			api := m.Create("gatehouse_anypoint_api_instance", map[string]any{
				"technology": "mule4", "instance_label": fmt.Sprint("card ", i),
				"spec":     map[string]any{"group_id": asset.Text("group_id"), "asset_id": "card-api", "version": "1.0.0"},
				"endpoint": map[string]any{"type": "http", "uri": "https://backend.example.com"},
			})
			objects = append(objects, api)
			for k := range policies {
				objects = append(objects, m.Create("gatehouse_anypoint_api_policy_rate_limiting", map[string]any{
					"api_instance_id": api.Text("id"), "label": fmt.Sprint("limit ", k), "allow_duplicate": true,
					"configuration": map[string]any{"rate_limits": []any{map[string]any{"maximum_requests": k + 1, "time_period_in_milliseconds": 1000}}},
				}))
			}
			for k := range consumers {
				if len(applications) == k {
					applications = append(applications, m.Create("gatehouse_anypoint_client_application", map[string]any{
						"name": fmt.Sprint("consumer ", k), "api_instance_id": api.Text("id"),
					}))
				}
				objects = append(objects, m.Create("gatehouse_anypoint_contract", map[string]any{
					"application_id": applications[k].Text("id"), "api_instance_id": api.Text("id"),
				}))
			}
		}
		objects = append(objects, applications...)
		b.ReportMetric(float64(len(e.Requests())), "apply-calls")
		e.Sim.World.Log.Clear()
		refresh(b, e, objects)
		b.ReportMetric(float64(len(e.Requests())), "plan-calls")
		// A token, the list of applications, and for each API itself (lists leave
		// out its endpoint), the list of its policies and that of its contracts.
		b.ReportMetric(1+1+3*apis, "least-plan-calls")
	}
}
