package anypoint_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

const (
	apis = "/apimanager/api/v1/organizations/o/environments/e/apis"
	// apisX is where the vendor's own provider writes to.
	apisX = "/apimanager/xapi/v1/organizations/o/environments/e/apis"
	down  = `{"message":"the platform is down"}`
)

// TestAPIInstances_list: the list has assets with their APIs, and its pages
// count assets.
func TestAPIInstances_list(t *testing.T) {
	t.Parallel()
	const list = "GET " + apis
	for name, c := range map[string]struct {
		pages []answer
		want  []anypoint.ID
		err   []string
	}{
		"two pages": {[]answer{
			{200, `{"total":3,"assets":[{"apis":[{"id":1},{"id":2}]},{"apis":[]}]}`},
			{200, `{"total":3,"assets":[{"apis":[{"id":3}]}]}`},
		}, []anypoint.ID{"1", "2", "3"}, nil},
		"no list":   {[]answer{{200, `{"total":1,"assets":1}`}}, nil, []string{"could not be understood"}},
		"no assets": {[]answer{{200, `{"total":1,"assets":[1]}`}}, nil, []string{"a list of APIs could not be understood"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var ids []anypoint.ID
			var err error
			p := &played{answers: map[string][]answer{list: c.pages}}
			for a, wrong := range client(p).APIInstances("o", "e").All(t.Context(), nil) {
				if err = wrong; err == nil {
					ids = append(ids, a.ID)
				}
			}
			if says(t, err, c.err...); !slices.Equal(ids, c.want) {
				t.Errorf("%q, want %q", ids, c.want)
			}
		})
	}
}

// TestAPIInstance_upstreams: routes that refer to upstreams get those' addresses,
// and nothing more is asked where there is no need.
func TestAPIInstance_upstreams(t *testing.T) {
	t.Parallel()
	const get, upstreams = "GET " + apis + "/1", "GET " + apis + "/1/upstreams"
	for name, c := range map[string]struct {
		api, upstreams answer
		calls          int
		want           string // the routing
		err            []string
	}{
		"some refer": {
			answer{200, `{"id":1,"routing":[{"upstreams":[{"id":"a"},{"id":"b","uri":"https://own"},{"id":"gone"}]},{"upstreams":[{"id":"c"}]}]}`},
			answer{200, `{"upstreams":[{"id":"a","uri":"https://a","label":"A","tlsContext":{"secretGroupId":"s","tlsContextId":"t"}},{"id":"b","uri":"https://b","label":"B"},{"id":"c","uri":"https://c"}]}`},
			2,
			`[{"upstreams":[{"id":"a","label":"A","uri":"https://a","tlsContext":{"secretGroupId":"s","tlsContextId":"t"}},{"id":"b","uri":"https://own"},{"id":"gone"}]},{"upstreams":[{"id":"c","uri":"https://c"}]}]`,
			nil,
		},
		"none refers": {
			answer{200, `{"id":1,"routing":[{"upstreams":[{"id":"b","uri":"https://own"},{}]}]}`},
			answer{},
			1, `[{"upstreams":[{"id":"b","uri":"https://own"},{}]}]`, nil,
		},
		"they cannot be read": {
			answer{200, `{"id":1,"routing":[{"upstreams":[{"id":"a"}]}]}`},
			answer{500, down},
			2, `[{"upstreams":[{"id":"a"}]}]`,
			[]string{"list the upstreams", "is down"},
		},
		"nothing can be read": {answer{500, down}, answer{}, 1, `null`, []string{`read the API instance "1"`, "is down"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &played{answers: map[string][]answer{get: {c.api}, upstreams: {c.upstreams}}}
			a, err := client(p).APIInstance(t.Context(), "o", "e", "1")
			says(t, err, c.err...)
			if is := text(t, a.Routing); is != c.want || len(p.asked) != c.calls || !a.Read {
				t.Errorf("%s after %q, read: %t", is, p.asked, a.Read)
			}
		})
	}
}

// TestAPIInstances_gatewayStarts: a gateway that is not ready is waited for, for
// two minutes and a little.
func TestAPIInstances_gatewayStarts(t *testing.T) {
	t.Parallel()
	notReady := answer{400, `{"name":"GatewayNotReadyError","message":"not ready"}`}
	create := func(ctx context.Context, all ...answer) (int, anypoint.ID, time.Duration, error) {
		p, begin := &played{answers: map[string][]answer{"POST " + apis: all}}, time.Now()
		a, err := client(p).CreateAPIInstance(ctx, "o", "e", anypoint.Members{}, nil)
		return len(p.asked), a.ID, time.Since(begin), err
	}
	for name, c := range map[string]struct {
		answers []answer
		calls   int
		id      anypoint.ID
		took    time.Duration
		err     []string
	}{
		"at once":  {[]answer{{201, `{"id":1}`}}, 1, "1", 0, nil},
		"later":    {[]answer{notReady, notReady, {201, `{"id":1}`}}, 3, "1", 6 * time.Second, nil},
		"never":    {[]answer{notReady}, 7, "", 126 * time.Second, []string{"not ready for two minutes"}},
		"refused":  {[]answer{notReady, {400, `{"message":"no"}`}}, 2, "", 2 * time.Second, []string{"no."}},
		"too late": {[]answer{notReady, {500, down}}, 2, "", 2 * time.Second, []string{"is down"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				calls, id, took, err := create(t.Context(), c.answers...)
				if says(t, err, c.err...); calls != c.calls || id != c.id || took != c.took {
					t.Errorf("%d calls, API %q, %s", calls, id, took)
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if calls, _, took, err := create(ctx, notReady); calls != 2 || took != 3*time.Second || err != context.DeadlineExceeded { //nolint:errorlint // itself
			t.Errorf("%d calls, %s, error %v", calls, took, err)
		}
	})
}

// TestMembers_path: what the documented path does not know goes to the other one.
func TestMembers_path(t *testing.T) {
	t.Parallel()
	for member, at := range map[string]string{"endpointUri": apis, "routing": apisX, "deployment": apisX, "approvalMethod": apisX} {
		p := &played{answers: map[string][]answer{"PATCH " + at + "/1": {{200, `{"id":1}`}}}}
		_, err := client(p).PatchAPIInstance(t.Context(), "o", "e", "1", anypoint.Members{member: nil})
		says(t, err)
		p.hasAsked(t, "PATCH "+at+`/1 {"`+member+`":null}`)
	}
}

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

// TestOrganizations: groups at every depth without those that are gone, and the
// root above them.
func TestOrganizations(t *testing.T) {
	t.Parallel()
	const path = "/accounts/api/organizations/"
	p := &played{answers: map[string][]answer{
		"GET " + path + "root/hierarchy": {{200, `{"id":"root","subOrganizations":[
			{"id":"a","subOrganizations":[{"id":"a1","parentId":"a"},{"id":"a2"}]},
			{"id":"gone","deletedAt":"2026-01-01","subOrganizations":[{"id":"left"}]},
			{"id":"b"}]}`}},
		"GET " + path + "root": {{200, `{"id":"root"}`}},
		"GET " + path + "a":    {{200, `{"id":"a","parentOrganizationIds":["root"]}`}},
		"GET " + path + "a2":   {{200, `{"id":"a2","parentOrganizationIds":["root","a"]}`}},
		"GET " + path + "lost": {{200, `{"id":"lost","parentId":"nobody"}`}},
		"GET " + path + "gone": {{200, `{"id":"gone","deletedAt":"2026-01-01"}`}},
	}}
	c := client(p)
	groups := func(top string, most int) (found []string, err error) {
		for o, wrong := range c.Groups(t.Context(), top) {
			if err = wrong; err == nil {
				found = append(found, o.ParentID+"/"+o.ID)
			}
			if len(found) == most {
				break
			}
		}
		return found, err
	}
	all := []string{"root/a", "a/a1", "a/a2", "gone/left", "root/b"}
	for most := 1; most <= len(all); most++ {
		found, err := groups("root", most)
		if says(t, err); !slices.Equal(found, all[:most]) {
			t.Errorf("the first %d groups are %q", most, found)
		}
	}
	_, err := groups("nobody", 1)
	says(t, err, `list the business groups below the organization "nobody"`)

	for id, want := range map[string]string{"root": "root", "a": "root", "a2": "root"} {
		root, err := c.RootOrganization(t.Context(), id)
		if says(t, err); root != want {
			t.Errorf("the root of %s is %q", id, root)
		}
	}
	_, err = c.RootOrganization(t.Context(), "lost")
	says(t, err, `read the organization "nobody"`)
	if _, err = c.Organization(t.Context(), "gone"); !rest.IsNotFound(err) {
		t.Errorf("error %v", err)
	}
	says(t, err, "deleted at 2026-01-01")
}

// TestPolicyTemplates_onceEach: what is offered is read once until the API
// instance changes, a template once, and an error is not kept.
func TestPolicyTemplates_onceEach(t *testing.T) {
	t.Parallel()
	const path = "/apimanager/xapi/v1/organizations/o/exchange-policy-templates"
	const list, one = "GET " + path + "?apiInstanceId=1&environmentId=e&includeConfiguration=false&latest=true", "GET " + path + "/g/p/1.0.0"
	p := &played{answers: map[string][]answer{
		"GET " + path:          {{500, down}, {200, `[]`}, {200, `[{"assetId":"p"}]`}},
		one:                    {{500, down}, {200, `{"configuration":[{"propertyName":"k"}]}`}},
		"PATCH " + apis + "/1": {{200, `{"id":1}`}},
	}}
	c := client(p)
	offered := func(want int, err ...string) {
		t.Helper()
		all, is := c.OfferedPolicies(t.Context(), "o", "e", "1")
		if says(t, is, err...); len(all) != want {
			t.Errorf("%d policies, want %d", len(all), want)
		}
	}
	offered(0, "list the policies that the API instance 1 can have", "is down")
	offered(0)
	offered(0)
	_, err := c.PatchAPIInstance(t.Context(), "o", "e", "1", anypoint.Members{})
	says(t, err)
	offered(1)
	offered(1)
	_, err = c.PolicyTemplate(t.Context(), "o", "g", "p", "1.0.0")
	says(t, err, "read the template of the policy p 1.0.0", "is down")
	for range 2 {
		facts, err := c.PolicyTemplate(t.Context(), "o", "g", "p", "1.0.0")
		if says(t, err); !slices.Equal(facts.Keys, []string{"k"}) {
			t.Errorf("keys %q", facts.Keys)
		}
	}
	p.hasAsked(t, list, list, "PATCH "+apis+"/1 {}", list, one, one)

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client(answer{500, down}).PolicyTemplates(ended, "o", nil)
	says(t, err, "could not list the policy templates")
}

// TestPublish: a publication is waited for, wherever its status is said to be.
func TestPublish(t *testing.T) {
	t.Parallel()
	const path = "/exchange/api/v2/organizations/o/assets/g/a/1.0.0"
	started := answer{202, `{"publicationStatusLink":"https://elsewhere.example.com/status/run"}`}
	for name, c := range map[string]struct {
		start  answer
		status []answer
		looks  int
		took   time.Duration
		err    []string
	}{
		"at once":           {answer{201, `{}`}, nil, 0, 0, nil},
		"later":             {started, []answer{{200, `{"status":"running"}`}, {200, `{"status":"running"}`}, {200, `{"status":"completed"}`}}, 3, 750 * time.Millisecond, nil},
		"refused":           {answer{409, `{"message":"exists"}`}, nil, 0, 0, []string{`could not publish the asset "g/a/1.0.0"`, "exists"}},
		"failed":            {started, []answer{{200, `{"status":"error","steps":[{"description":"step","errors":["bad",{"x":1}]}]}`}}, 1, 0, []string{"Exchange could not publish it", "step: bad", `step: {"x":1}`}},
		"its status is not": {started, []answer{{500, down}}, 1, 0, []string{"is down"}},
		// Five looks within 3.75 s, then one every five seconds.
		"never": {started, []answer{{200, `{"status":"running"}`}}, 124, 10 * time.Minute, []string{"still being published (running)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p, begin := &played{answers: map[string][]answer{"POST " + path: {c.start}, "GET " + path + "/publication/status/run": c.status}}, time.Now()
				err := client(p).Publish(t.Context(), "o", anypoint.GAV{Group: "g", Asset: "a", Version: "1.0.0"}, []anypoint.Field{{Name: "n", Value: "v"}}, []anypoint.Upload{{Classifier: "oas", Packaging: "json", Name: "f", Content: []byte("x")}})
				if says(t, err, c.err...); len(p.asked) != 1+c.looks || time.Since(begin) != c.took {
					t.Errorf("%d looks in %s", len(p.asked)-1, time.Since(begin))
				}
				for _, part := range []string{"; name=\"n\"\r\n\r\nv\r\n", "; name=\"files.oas.json\"; filename=\"f\"\r\n", "\r\n\r\nx\r\n", "--\r\n"} {
					if !strings.Contains(p.asked[0], part) {
						t.Errorf("what was published has no %q: %q", part, p.asked[0])
					}
				}
			})
		})
	}
}

// TestDeleteAsset: softly or not.
func TestDeleteAsset(t *testing.T) {
	t.Parallel()
	for soft, want := range map[bool]string{true: "soft-delete", false: "hard-delete"} {
		kind := ""
		c := client(asked(func(r *http.Request) answer { kind = r.Header.Get("X-Delete-Type"); return answer{204, ""} }))
		if says(t, c.DeleteAsset(t.Context(), anypoint.GAV{Group: "g", Asset: "a", Version: "1.0.0"}, soft)); kind != want {
			t.Errorf("%q, want %q", kind, want)
		}
	}
}

// asked is a platform that answers by what it is asked.
type asked func(*http.Request) answer

func (a asked) RoundTrip(r *http.Request) (*http.Response, error) { return a(r).RoundTrip(r) }
