package anypoint_test

import (
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// TestConnectedAppScopes_set: the last scopes are taken away by their names, but
// for the one that the platform gives.
func TestConnectedAppScopes_set(t *testing.T) {
	t.Parallel()
	const path = "/accounts/api/connectedApplications/a/scopes"
	const list = "GET " + path + "?limit=500&offset=0"
	scope := func(name string) (s anypoint.ConnectedAppScope) { s.Scope = name; return s }
	for name, c := range map[string]struct {
		scopes []anypoint.ConnectedAppScope
		has    answer
		asked  []string
		err    []string
	}{
		"some":             {[]anypoint.ConnectedAppScope{scope("x")}, answer{}, []string{"PUT " + path + ` {"scopes":[{"scope":"x","context_params":{}}]}`}, nil},
		"none of two":      {nil, answer{200, `{"total":2,"data":[{"scope":"profile"},{"scope":"x"}]}`}, []string{list, "DELETE " + path + ` {"scopes":[{"scope":"x","context_params":{}}]}`}, nil},
		"none but the one": {nil, answer{200, `{"total":1,"data":[{"scope":"profile"}]}`}, []string{list}, nil},
		"none of none":     {nil, answer{200, `{"total":0,"data":[]}`}, []string{list}, nil},
		"nobody knows":     {nil, answer{500, down}, []string{list}, []string{"list the scopes", "is down"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &played{answers: map[string][]answer{"GET " + path: {c.has}, "PUT " + path: {{200, `{}`}}, "DELETE " + path: {{200, `{}`}}}}
			says(t, client(p).SetConnectedAppScopes(t.Context(), "a", c.scopes), c.err...)
			p.hasAsked(t, c.asked...)
		})
	}
}
