package anypoint_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

const (
	apis = "/apimanager/api/v1/organizations/o/environments/e/apis"
	// apisX is where the vendor's own provider writes to.
	apisX = "/apimanager/xapi/v1/organizations/o/environments/e/apis"
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
