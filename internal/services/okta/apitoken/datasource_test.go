package apitoken_test

import (
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestToken_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	all, errs := m.Data("gatehouse_okta_api_tokens", map[string]any{})
	tokens, _ := all["api_tokens"].([]any)
	if errs != "" || len(tokens) != 1 {
		t.Fatalf("%v %s", all, errs)
	}
	first, _ := tokens[0].(map[string]any)
	for _, by := range []map[string]any{{"name": first["name"]}, {"id": first["id"]}} {
		got, errs := m.Data("gatehouse_okta_api_token", by)
		if errs != "" || got["id"] != first["id"] || got["network_connection"] != "ANYWHERE" {
			t.Errorf("%v: %v %s", by, got, errs)
		}
		expires, _ := got["expires_at"].(string)
		if _, err := time.Parse(time.RFC3339, expires); err != nil {
			t.Error(err)
		}
		for _, v := range got {
			if v == e.Var("OKTA_API_TOKEN") {
				t.Error("the token itself is shown")
			}
		}
	}
	name, _ := first["name"].(string)
	if _, errs := m.Data("gatehouse_okta_api_token", map[string]any{"name": name[:3]}); !strings.Contains(errs, name) {
		t.Errorf("the error names nothing: %s", errs)
	}
}
