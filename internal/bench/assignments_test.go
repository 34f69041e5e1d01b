package bench_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// assigned makes ten groups, and apps that are assigned to each of them in turn.
func assigned(m *acctest.Machine, apps int) (objects []*acctest.Managed) {
	for i := range 10 {
		objects = append(objects, m.Create("gatehouse_okta_group", map[string]any{"name": fmt.Sprint("group ", i)}))
	}
	for i := range apps {
		app := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": fmt.Sprint("app ", i), "type": "service"})
		objects = append(objects, app, m.Create("gatehouse_okta_app_group_assignment", map[string]any{
			"app_id": app.Text("id"), "group_id": objects[i%10].Text("id"),
		}))
	}
	// A command line asks for objects in no order.
	random := rand.New(rand.NewPCG(1, 1))
	random.Shuffle(len(objects), func(i, k int) { objects[i], objects[k] = objects[k], objects[i] })
	return objects
}

// leastAssigned is the least a plan of these can do with: a page of groups, a
// page for each 200 apps, and one call for each app's assignments. Okta's
// document has no other way to them: the list of a group's apps
// (/api/v1/groups/{groupId}/apps) has apps, without the priority and the profile
// of the assignments, and lists of apps embed nothing but users' assignments
// (expand=user/{userId}).
func leastAssigned(apps int) int { return 1 + (apps+199)/200 + apps }

// BenchmarkAssignments1000 is a plan without changes of 1,000 apps with 1,000
// assignments to 10 groups.
func BenchmarkAssignments1000(b *testing.B) {
	for b.Loop() {
		e := acctest.Start(b)
		objects := assigned(e.Machine(b), 1000)
		b.ReportMetric(float64(len(e.Requests())), "apply-calls")
		e.Sim.World.Log.Clear()
		refresh(b, e, objects)
		b.ReportMetric(float64(len(e.Requests())), "plan-calls")
		b.ReportMetric(float64(leastAssigned(1000)), "least-plan-calls")
	}
}

// TestAssignments_calls holds the numbers at a fifth of the size: no more than
// one call for each app above those that find the pages.
func TestAssignments_calls(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	objects := assigned(e.Machine(t), 200)
	if n := len(e.Requests()); n != 410 {
		t.Errorf("an apply of 410 objects takes %d calls", n)
	}
	e.Sim.World.Log.Clear()
	refresh(t, e, objects)
	if n, least := len(e.Requests()), leastAssigned(200); n > least+2 {
		t.Errorf("a plan takes %d calls, the least is %d, and each collection of the org may take one more", n, least)
	}
	if n := e.Count("GET /api/v1/apps/{appId}/groups"); n != 200 {
		t.Errorf("%d lists of the assignments of 200 apps", n)
	}
}
