package authserverscope_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestScope_dataSources(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	one, errs := m.Data("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "name": "openid"})
	if errs != "" || one["system"] != true {
		t.Fatalf("%v %s", one, errs)
	}
	byID, errs := m.Data("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "id": one["id"]})
	if errs != "" || byID["name"] != "openid" {
		t.Errorf("%v %s", byID, errs)
	}
	if _, errs = m.Data("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "name": "open"}); !strings.Contains(errs, `"openid" (scp`) {
		t.Errorf("a prefix: %q", errs)
	}
	all, errs := m.Data("gatehouse_okta_auth_server_scopes", map[string]any{"auth_server_id": "default"})
	if list, _ := all["scopes"].([]any); errs != "" || len(list) < 6 {
		t.Errorf("%d scopes %s", len(list), errs)
	}
}

// State of the official provider 6.12.0 moves over without a change.
func TestScope_moved(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	c := map[string]any{"auth_server_id": "default", "name": "test:something", "consent": "REQUIRED", "metadata_publish": "ALL_CLIENTS", "description": "test", "display_name": "test display name"}
	id := m.Create("gatehouse_okta_auth_server_scope", c).Text("id")
	o := m.Move("gatehouse_okta_auth_server_scope", "okta_auth_server_scope", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "auth_server_id": "default", "name": "test:something", "consent": "REQUIRED", "metadata_publish": "ALL_CLIENTS", "description": "test", "display_name": "test display name", "default": false, "optional": false, "system": false,
	})
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move the plan changes %v %s", p.Changed, p.Errors)
	}
}
