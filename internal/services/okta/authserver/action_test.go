package authserver_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestAuthServer_actions(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typ, map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	id, kid := o.Text("id"), o.Text("kid")
	messages, errs := m.Invoke("gatehouse_okta_auth_server_rotate_keys", map[string]any{"auth_server_id": id})
	if errs != "" || len(messages) != 2 {
		t.Errorf("%v %s", messages, errs)
	}
	if o.Refresh(); o.Text("kid") == kid || !strings.Contains(strings.Join(messages, " "), o.Text("kid")) {
		t.Errorf("the key was %s and is %s; messages %v", kid, o.Text("kid"), messages)
	}
	keys, errs := m.Data("gatehouse_okta_auth_server_keys", map[string]any{"auth_server_id": id})
	if list, _ := keys["keys"].([]any); errs != "" || keys["active_kid"] != o.Text("kid") || len(list) != 3 {
		t.Errorf("keys %v %s", keys, errs)
	}
	for _, step := range [][2]string{{"deactivate", "INACTIVE"}, {"activate", "ACTIVE"}} {
		action, status := step[0], step[1]
		if _, errs := m.Invoke("gatehouse_okta_auth_server_"+action, map[string]any{"auth_server_id": id}); errs != "" {
			t.Error(errs)
		}
		if o.Refresh(); o.Text("status") != status {
			t.Errorf("after %s the status is %s", action, o.Text("status"))
		}
	}
}

func TestAuthServer_dataSources(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	for _, name := range []string{"cards", "cards-eu", "twice", "twice"} {
		e.ByHand(t, http.MethodPost, "okta:"+items, map[string]any{"name": name, "audiences": []string{"api://cards"}})
	}
	m := e.Machine(t)
	// Exactly that name, over all pages (#2847, #1797, #1111 of the official provider).
	one, errs := m.Data(typ, map[string]any{"name": "cards"})
	if errs != "" || one["name"] != "cards" {
		t.Errorf("%v %s", one, errs)
	}
	byID, errs := m.Data(typ, map[string]any{"id": one["id"]})
	if errs != "" || byID["name"] != "cards" {
		t.Errorf("%v %s", byID, errs)
	}
	before := len(e.Requests())
	alias, errs := m.Data(typ, map[string]any{"name": "default"})
	if id, _ := alias["id"].(string); errs != "" || !strings.HasPrefix(id, "aus") || len(e.Requests()) != before+1 {
		t.Errorf("%v %s", alias, errs)
	}
	if _, errs = m.Data(typ, map[string]any{"name": "card"}); !strings.Contains(errs, `no Okta authorization server with the name "card"`) {
		t.Errorf("a prefix: %q", errs)
	}
	if _, errs = m.Data(typ, map[string]any{"name": "twice"}); !strings.Contains(errs, "2 Okta authorization servers have") {
		t.Errorf("two of that name: %q", errs)
	}
	all, errs := m.Data(typ+"s", map[string]any{})
	if list, _ := all["auth_servers"].([]any); errs != "" || len(list) != 5 {
		t.Errorf("%d servers %s", len(list), errs)
	}
}
