package apps_test

import (
	"fmt"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// Lists go over all pages; the official provider's often end after the first.
func TestApps_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for i := range 205 {
		e.ByHand(t, "POST", "okta:/api/v1/apps", map[string]any{"label": fmt.Sprint("Bookmark ", i), "name": "bookmark", "signOnMode": "BOOKMARK", "settings": map[string]any{"app": map[string]any{"url": "https://example.com"}}})
	}
	made := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"})
	count := func(config map[string]any) []any {
		got, errs := m.Data("gatehouse_okta_apps", config)
		if errs != "" {
			t.Fatal(errs)
		}
		all, _ := got["apps"].([]any)
		return all
	}
	if n := len(count(map[string]any{})); n != 206 {
		t.Errorf("%d apps", n)
	}
	for _, config := range []map[string]any{{"sign_on_mode": "OPENID_CONNECT"}, {"q": "Car"}, {"filter": fmt.Sprintf("id eq %q", made.Text("id"))}} {
		all := count(config)
		if len(all) != 1 || all[0].(map[string]any)["client_id"] != made.Text("client_id") {
			t.Errorf("%v: %v", config, all)
		}
	}
}
