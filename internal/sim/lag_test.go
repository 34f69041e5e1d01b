package sim

import (
	"strings"
	"testing"
	"time"
)

// TestListLag writes on an org whose lists lag: a single object is as it was
// written, a list is as it was five seconds ago.
func TestListLag(t *testing.T) {
	s := start(t, Options{ListLag: 5 * time.Second})
	list := func() string {
		_, body, _ := call(t, s, "GET", "/api/v1/groups?limit=50", "")
		return string(body)
	}
	before := list()
	status, made, _ := call(t, s, "POST", "/api/v1/groups", `{"profile":{"name":"late"}}`)
	if status != 200 {
		t.Fatalf("%d %s", status, made)
	}
	id := strings.Split(string(made), `"`)[3]
	if status, body, _ := call(t, s, "GET", "/api/v1/groups/"+id, ""); status != 200 || string(body) != string(made) {
		t.Errorf("the group itself: %d %s", status, body)
	}
	if now := list(); now != before {
		t.Errorf("the list shows at once: %s", now)
	}
	s.World.Clock.Advance(6 * time.Second)
	if now := list(); !strings.Contains(now, `"late"`) || !strings.Contains(now, id) {
		t.Errorf("the list never shows it: %s", now)
	}
	call(t, s, "DELETE", "/api/v1/groups/"+id, "")
	if now := list(); !strings.Contains(now, `"late"`) {
		t.Errorf("the list forgets at once: %s", now)
	}
	s.World.Clock.Advance(6 * time.Second)
	if now := list(); now != before {
		t.Errorf("in the end the list is not as before: %s", now)
	}
	s.Reset()
	if now := list(); strings.Contains(now, `"late"`) || !strings.Contains(now, "Everyone") {
		t.Errorf("after a reset: %s", now)
	}
}
