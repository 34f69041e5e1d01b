package crud

import "testing"

// TestImportForm: the error of an import that cannot be read says both forms, if
// there are two.
func TestImportForm(t *testing.T) {
	t.Parallel()
	for want, identity := range map[string][]string{
		"<id>":                  {"id"},
		"<auth_server_id>/<id>": {"auth_server_id", "id"},
		"<organization_id>":     {"organization_id"},
		"<organization_id>/<environment_id>/<id> (or <id> within the provider's default organization and environment)": {"organization_id", "environment_id", "id"},
	} {
		if got := (Object{Identity: identity}).importForm(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestDefault: a filter's value counts, else what the provider's settings stand
// for, which may have to be asked for.
func TestDefault(t *testing.T) {
	t.Parallel()
	asked := func(v string, err error) func(string) (string, bool, error) {
		return func(string) (string, bool, error) { return v, true, err }
	}
	for name, c := range map[string]struct {
		clients     *Clients
		value, want string // empty: an error
	}{
		"given":              {&Clients{OrganizationID: "o"}, "x", "x"},
		"the provider's":     {&Clients{OrganizationID: "o"}, "", "o"},
		"asked for":          {&Clients{Seek: asked("o", nil)}, "", "o"},
		"asked for in vain":  {&Clients{Seek: asked("", errBroken)}, "", ""},
		"given by nobody":    {&Clients{}, "", ""},
		"there by no answer": {&Clients{Seek: asked("", nil)}, "", ""},
	} {
		if got, err := Default(c.clients, "organization_id", c.value); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
