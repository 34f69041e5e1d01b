package provider_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestNames_ofAnyScript: names in other scripts than Latin are as long as
// their characters, not their bytes, to the provider and to the platform, and
// come back as they were sent.
func TestNames_ofAnyScript(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	seed := m.Create("gatehouse_okta_group", map[string]any{"name": "members"}).Text("id")
	for script, letter := range map[string]string{
		"Japanese": "日", "emoji": "🦊", "combining marks": "e\u0301", "right to left": "שלום",
	} {
		name := func(n int) string { return string([]rune(strings.Repeat(letter, n))[:n]) }
		for typeName, c := range map[string]struct {
			attribute string
			most      int // what no document allows to exceed; 0: not known
			config    map[string]any
		}{
			"gatehouse_okta_group": {"name", 0, map[string]any{}},
			"gatehouse_okta_group_rule": {"name", 50, map[string]any{
				"expression_value": `user.department=="IT"`, "group_assignments": []string{seed},
			}},
			"gatehouse_okta_trusted_origin": {"name", 0, map[string]any{
				"origin": "https://" + strings.ReplaceAll(script, " ", "-") + ".example.com", "scopes": []string{"CORS"},
			}},
			"gatehouse_okta_app_oauth": {"label", 0, map[string]any{"type": "service"}},
		} {
			long := 50
			if c.most == 0 {
				long = 65 // 65 characters of Japanese are 195 bytes
			}
			c.config[c.attribute] = name(long)
			o := m.Create(typeName, c.config)
			if got := o.Text(c.attribute); got != name(long) {
				t.Errorf("%s, %s: the name is %q", typeName, script, got)
			}
			if p := o.Plan(c.config); !p.Empty() {
				t.Errorf("%s, %s: the plan changes %v", typeName, script, p.Changed)
			}
			o.Destroy()
			if c.most == 0 {
				continue
			}
			c.config[c.attribute] = name(c.most + 1)
			if errs := m.Validate(typeName, c.config); !strings.Contains(errs, "51") {
				t.Errorf("%s, %s: %d characters: %q", typeName, script, c.most+1, errs)
			}
		}
	}
}
