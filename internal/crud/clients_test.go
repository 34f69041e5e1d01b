package crud

import "testing"

// TestSought: a default that is given needs nothing else, and one of which only
// the name is given is asked for: here nobody can be asked.
func TestSought(t *testing.T) {
	t.Parallel()
	const organization, environment = "organization_id", "environment_id"
	for name, c := range map[string]struct {
		clients   *Clients
		attribute string
		want      string
		known, ok bool
	}{
		"nothing is given":             {&Clients{}, environment, "", true, true},
		"no organization is given":     {&Clients{}, organization, "", true, true},
		"an identifier":                {&Clients{EnvironmentID: "e", EnvironmentName: "E"}, environment, "e", true, true},
		"an organization's identifier": {&Clients{OrganizationID: "o", OrganizationName: "O"}, organization, "o", true, true},
		"not known yet":                {&Clients{EnvironmentIDUnknown: true}, environment, "", false, true},
		"its organization is not":      {&Clients{EnvironmentName: "E", OrganizationIDUnknown: true}, environment, "", true, true},
		"another attribute":            {&Clients{EnvironmentName: "E", OrganizationName: "O"}, "id", "", false, true},
		"a name":                       {&Clients{EnvironmentName: "E", OrganizationID: "o"}, environment, "", true, false},
		"a name, no organization":      {&Clients{EnvironmentName: "E"}, environment, "", true, false},
		"an organization's name":       {&Clients{OrganizationName: "O"}, organization, "", true, false},
	} {
		c.clients.SetAnypoint(nil, errBroken, false)
		got, known, err := c.clients.Sought(t.Context(), c.attribute)
		if got != c.want || known != c.known || (err == nil) != c.ok {
			t.Errorf("%s: %q, known: %v, %v", name, got, known, err)
		}
	}
}
