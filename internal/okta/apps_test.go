package okta_test

import (
	"encoding/json"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// decoded is an object as Okta would answer it.
func decoded[T any](t *testing.T, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestBodies: what a creation or a replacement sends, of an object in the form
// of Okta's answers.
func TestBodies(t *testing.T) {
	t.Parallel()
	newApp := func(_ json.RawMessage, wanted string) (map[string]any, error) {
		return okta.NewApp(decoded[okta.App](t, wanted))
	}
	app := func(current json.RawMessage, wanted string) (map[string]any, error) {
		return okta.ChangedApp(current, decoded[okta.App](t, wanted))
	}
	newClient := func(_ json.RawMessage, wanted string) (map[string]any, error) {
		return okta.NewOAuthClient(decoded[okta.OAuthClient](t, wanted))
	}
	client := func(current json.RawMessage, wanted string) (map[string]any, error) {
		return okta.ChangedOAuthClient(current, decoded[okta.OAuthClient](t, wanted))
	}
	keep := func(current json.RawMessage, wanted string) (map[string]any, error) {
		return okta.Keep(current, json.RawMessage(wanted))
	}
	for name, c := range map[string]struct {
		make                  func(json.RawMessage, string) (map[string]any, error)
		current, wanted, want string
	}{
		"a new app says what is asked for": {
			newApp, "",
			`{"label":"x","signOnMode":"OPENID_CONNECT","visibility":{"hide":{"web":true}}}`,
			`{"label":"x","signOnMode":"OPENID_CONNECT","visibility":{"hide":{"web":true}}}`,
		},
		"an app keeps what is not known": {
			app,
			`{"id":"0oa1","label":"x","signOnMode":"OPENID_CONNECT","created":"2026","_links":{},"settings":{"new":{"a":1}},"newer":[1,null,{"a":null,"b":2}]}`,
			`{"label":"y","signOnMode":"OPENID_CONNECT","settings":{}}`,
			`{"label":"y","signOnMode":"OPENID_CONNECT","settings":{"new":{"a":1}},"newer":[1,null,{"b":2}]}`,
		},
		"an app's profile, links and network are replaced as a whole": {
			app,
			`{"label":"x","profile":{"a":1},"visibility":{"appLinks":{"a":true},"new":1},"settings":{"oauthClient":{"network":{"include":["a"],"new":1},"new":1}}}`,
			`{"label":"x","profile":{"b":2},"visibility":{"appLinks":{"b":true}},"settings":{"oauthClient":{"network":{"connection":"ANYWHERE"}}}}`,
			`{"label":"x","signOnMode":"","profile":{"b":2},"visibility":{"appLinks":{"b":true},"new":1},"settings":{"oauthClient":{"network":{"connection":"ANYWHERE"},"new":1}}}`,
		},
		"an app without settings keeps those of its integration": {
			app,
			`{"label":"x","settings":{"app":{"a":1}}}`, `{"label":"x"}`,
			`{"label":"x","signOnMode":"","settings":{"app":{"a":1}}}`,
		},
		"settings that say nothing of the integration keep its": {
			app,
			`{"label":"x","settings":{"app":{"a":1},"notes":{"admin":"z"}}}`, `{"label":"x","settings":{"notes":{"enduser":"y"}}}`,
			`{"label":"x","signOnMode":"","settings":{"app":{"a":1},"notes":{"enduser":"y"}}}`,
		},
		"the settings of an integration are replaced as a whole": {
			app,
			`{"label":"x","settings":{"app":{"a":1},"new":1}}`, `{"label":"x","settings":{"app":{"b":2}}}`,
			`{"label":"x","signOnMode":"","settings":{"app":{"b":2},"new":1}}`,
		},
		"what is no object is no setting": {
			app,
			`{"label":"x","settings":"none"}`, `{"label":"x"}`,
			`{"label":"x","signOnMode":"","settings":"none"}`,
		},
		"a new client says what is asked for": {
			newClient, "",
			`{"client_name":"x","redirect_uris":["https://a.example.com/"]}`,
			`{"client_name":"x","redirect_uris":["https://a.example.com/"]}`,
		},
		"a client keeps what is not known": {
			client,
			`{"client_id":"0oa1","client_id_issued_at":1,"client_secret_expires_at":0,"client_secret":"s","client_name":"x","new":1,"logo_uri":"https://a.example.com/"}`,
			`{"client_id":"0oa1","client_name":"y"}`,
			`{"client_id":"0oa1","client_name":"y","new":1}`,
		},
		"a policy keeps what is not known": {
			keep,
			`{"id":"00p1","created":"2026","lastUpdated":"2026","system":false,"name":"x","conditions":{"new":1},"_links":{}}`,
			`{"name":"y"}`,
			`{"name":"y","conditions":{"new":1}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := c.make(json.RawMessage(c.current), c.wanted)
			if err != nil {
				t.Fatal(err)
			}
			same(t, body, c.want)
		})
	}
	for _, change := range []func(json.RawMessage, string) (map[string]any, error){app, client, keep} {
		if body, err := change(json.RawMessage(`[`), `{"client_name":"x"}`); err == nil {
			t.Errorf("what cannot be read becomes %v", body)
		}
	}
}

// same compares a value with what it is in JSON.
func same(t *testing.T, v any, want string) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	sorted, err := json.Marshal(decoded[any](t, want))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(decoded[any](t, string(text))); err != nil || string(got) != string(sorted) {
		t.Errorf("%s %v\nwant\n%s", got, err, sorted)
	}
}

// TestAnswers: what is read out of an answer.
func TestAnswers(t *testing.T) {
	t.Parallel()
	app := func(text string) okta.App { return decoded[okta.App](t, text) }
	const bare, empty, none = `{}`, `{"credentials":{}}`, `{"credentials":{"oauthClient":{}}}`
	const whole = `{"credentials":{"oauthClient":{"client_id":"0oa1","client_secret":"s"}}}`
	for name, c := range map[string]struct{ got, want string }{
		"a policy":            {app(`{"_links":{"accessPolicy":{"href":"https://a.test/api/v1/policies/rst1"}}}`).AccessPolicyID(), "rst1"},
		"no policy":           {app(`{"_links":{}}`).AccessPolicyID(), ""},
		"no links":            {app(bare).AccessPolicyID(), ""},
		"a client":            {app(whole).ClientID(), "0oa1"},
		"no credentials":      {app(bare).ClientID(), ""},
		"no client":           {app(empty).ClientID(), ""},
		"no identifier":       {app(none).ClientID(), ""},
		"a secret":            {app(whole).ClientSecret(), "s"},
		"no secret":           {app(none).ClientSecret(), ""},
		"secret, no client":   {app(empty).ClientSecret(), ""},
		"secret, nothing":     {app(bare).ClientSecret(), ""},
		"a lock":              {okta.PolicyLock("aus1", "00p1"), "okta policy aus1/00p1"},
		"registered":          {created(decoded[okta.OAuthClient](t, `{"client_id_issued_at":1767225600}`)), "2026-01-01T00:00:00Z"},
		"registered sometime": {created(decoded[okta.OAuthClient](t, `{}`)), ""},
		"a user's name":       {decoded[okta.User](t, `{"profile":{"login":"ada"}}`).Text("login"), "ada"},
		"a user's number":     {decoded[okta.User](t, `{"profile":{"login":1}}`).Text("login"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, not %q", name, c.got, c.want)
		}
	}
	for scope, want := range map[string]bool{"": true, "USER": true, "GROUP": false} {
		if got := (okta.AppUser{Scope: scope}).Own(); got != want {
			t.Errorf("an assignment of %q is one's own: %v", scope, got)
		}
	}
	group := decoded[okta.Group](t, `{"profile":{"name":"n","description":"d","cost":7,"empty":null,"none":""}}`)
	if group.Name() != "n" || group.Description() != "d" {
		t.Errorf("%q, %q", group.Name(), group.Description())
	}
	same(t, group.Custom(), `{"cost":7,"none":""}`)
	same(t, decoded[okta.ZoneMembers[string]](t, ` ["a"]`), `{"Include":["a"],"Exclude":null}`)
	same(t, decoded[okta.ZoneMembers[string]](t, `{"include":["a"],"exclude":["b"]}`), `{"Include":["a"],"Exclude":["b"]}`)
	for id, want := range map[string]bool{"aus1": true, "aus2": false, "default": false} {
		if got := (okta.AuthServer{ID: "aus1", Issuer: "https://a.test/oauth2/aus1"}).Called(id); got != want {
			t.Errorf("%s means the server: %v", id, got)
		}
	}
	if s := (okta.AuthServer{ID: "aus1", Issuer: "https://a.test/oauth2/default"}); !s.Called("default") || s.Called("aus2") {
		t.Error("the alias means the default server alone")
	}
}

func created(o okta.OAuthClient) string { return (&okta.Client{}).OAuthClients().Created(o) }
