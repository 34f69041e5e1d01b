package console_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

type obj = map[string]any

func start(t *testing.T) *sim.Simulator {
	t.Helper()
	s, err := sim.Start(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.Gateway.Poll = 0
	return s
}

// send sends a request, with the credentials of Okta's administrator.
func send(t *testing.T, s *sim.Simulator, method, address string, body any) (int, obj) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	if body == nil {
		raw = nil
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "SSWS "+s.Okta.APIToken())
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	out := obj{}
	_ = json.Unmarshal(got, &out)
	return answer.StatusCode, out
}

func must(t *testing.T, s *sim.Simulator, status int, method, address string, body any) obj {
	t.Helper()
	got, out := send(t, s, method, address, body)
	if got != status {
		t.Fatalf("%s %s: %d, not %d: %v", method, address, got, status, out)
	}
	return out
}

// newApp makes a service app, and tells its id and its secret.
func newApp(t *testing.T, s *sim.Simulator) (id, secret string) {
	t.Helper()
	app := must(t, s, 200, "POST", s.World.OktaURL+"/api/v1/apps", obj{
		"name": "oidc_client", "label": "Robot", "signOnMode": "OPENID_CONNECT",
		"credentials": obj{"oauthClient": obj{"token_endpoint_auth_method": "client_secret_basic"}},
		"settings":    obj{"oauthClient": obj{"application_type": "service", "grant_types": []string{"client_credentials"}, "response_types": []string{"token"}}},
	})
	client := app["credentials"].(obj)["oauthClient"].(obj)
	return app["id"].(string), client["client_secret"].(string)
}

func TestObjects_showChangeAndDelete(t *testing.T) {
	s := start(t)
	group := must(t, s, 200, "POST", s.World.OktaURL+"/api/v1/groups", obj{"profile": obj{"name": "A", "description": "before"}})
	at := s.World.GatewayURL + "/_sim/objects/okta/groups/" + group["id"].(string)
	shown := must(t, s, 200, "GET", at, nil)
	body := shown["body"].(obj)
	body["profile"].(obj)["description"] = "after"
	must(t, s, 200, "PUT", at, body)
	now := must(t, s, 200, "GET", s.World.OktaURL+"/api/v1/groups/"+group["id"].(string), nil)
	if got := now["profile"].(obj)["description"]; got != "after" {
		t.Errorf("the API tells %v", got)
	}
	history := must(t, s, 200, "GET", at, nil)["history"].([]any)
	if len(history) != 2 {
		t.Fatalf("%v", history)
	}
	last, first := history[0].(obj), history[1].(obj)
	if last["by"] != "hand" || first["by"] != "client" || first["made"] != true {
		t.Errorf("%v", history)
	}
	if edits, _ := json.Marshal(last["edits"]); string(edits) != `[{"from":"before","path":"profile.description","to":"after"}]` {
		t.Errorf("%s", edits)
	}
	must(t, s, 200, "DELETE", at, nil)
	must(t, s, 404, "GET", s.World.OktaURL+"/api/v1/groups/"+group["id"].(string), nil)
	must(t, s, 404, "GET", at, nil)

	var hand int
	for _, x := range s.World.Log.All() {
		if x.ByHand {
			hand++
		}
		if x.ByHand && x.Method == http.MethodGet {
			t.Errorf("what is looked at is logged: %s", x.Path)
		}
	}
	if hand != 2 {
		t.Errorf("%d changes by hand are logged", hand)
	}
}

// TestObjects_retired deletes what the platform only deletes when it is out of use.
func TestObjects_retired(t *testing.T) {
	s := start(t)
	id, _ := newApp(t, s)
	must(t, s, 200, "DELETE", s.World.OktaURL+"/_sim/objects/okta/apps/"+id, nil)
	must(t, s, 404, "GET", s.World.OktaURL+"/api/v1/apps/"+id, nil)
}

func TestObjects_refusals(t *testing.T) {
	s := start(t)
	base := s.World.OktaURL + "/_sim/objects/"
	group := must(t, s, 200, "POST", s.World.OktaURL+"/api/v1/groups", obj{"profile": obj{"name": "A"}})["id"].(string)
	for _, c := range []struct {
		method, path string
		body         any
		status       int
		says         string
	}{
		{"GET", "okta/nothing/x", nil, 404, "no such kind"},
		{"GET", "okta/scopes/only-one", nil, 404, "no such kind"},
		{"GET", "okta/groups/00g-unknown", nil, 404, "not there"},
		{"PUT", "okta/users/x", obj{}, 405, "cannot be changed"},
		{"PUT", "okta/groups/" + group, "text", 400, "not a JSON object"},
		{"PUT", "okta/groups/" + group, obj{"profile": obj{"name": ""}}, 400, "Okta answers 400"},
		{"DELETE", "okta/groups/00g-unknown", nil, 404, "Okta answers 404"},
	} {
		if status, got := send(t, s, c.method, base+c.path, c.body); status != c.status || !strings.Contains(got["error"].(string), c.says) {
			t.Errorf("%s %s: %d %v", c.method, c.path, status, got)
		}
	}
}

// TestObjects_secrets are masked, unless somebody wants to see them, and stay
// what they are when the mask comes back.
func TestObjects_secrets(t *testing.T) {
	s := start(t)
	id, secret := newApp(t, s)
	at := s.World.OktaURL + "/_sim/objects/okta/appSecrets/" + id + "/" + secretID(t, s, id)
	masked, _ := json.Marshal(must(t, s, 200, "GET", at, nil))
	if strings.Contains(string(masked), secret) || !strings.Contains(string(masked), `"hidden":1`) {
		t.Errorf("%s", masked)
	}
	revealed, _ := json.Marshal(must(t, s, 200, "GET", at+"?reveal=true", nil))
	if !strings.Contains(string(revealed), secret) {
		t.Errorf("%s", revealed)
	}
	connected, _, _, _ := s.Anypoint.Credentials()
	at = s.World.OktaURL + "/_sim/objects/anypoint/connectedApps/" + connected
	body := must(t, s, 200, "GET", at, nil)["body"].(obj)
	body["client_name"] = "another"
	must(t, s, 200, "PUT", at, body)
	after := must(t, s, 200, "GET", at+"?reveal=true", nil)["body"].(obj)
	if _, want, _, _ := s.Anypoint.Credentials(); after["client_secret"] != want || after["client_name"] != "another" {
		t.Errorf("%v", after)
	}
}

func secretID(t *testing.T, s *sim.Simulator, app string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.World.OktaURL+"/api/v1/apps/"+app+"/credentials/secrets", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "SSWS "+s.Okta.APIToken())
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	var list []obj
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil || len(list) != 1 {
		t.Fatal(err, list)
	}
	return list[0]["id"].(string)
}

// listed are the objects of a collection, as a new page is told them.
func listed(t *testing.T, s *sim.Simulator, collection string) (out []obj) {
	t.Helper()
	answer, err := http.Get(s.World.OktaURL + "/_sim/events")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	for _, e := range heard(t, bufio.NewReader(answer.Body), "tenant")["objects"].([]any) {
		if o := e.(obj); collection == "" || o["collection"] == collection {
			out = append(out, o)
		}
	}
	return out
}

// heard reads one event of a stream.
func heard(t *testing.T, r *bufio.Reader, name string) obj {
	t.Helper()
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(line) != "event: "+name {
			continue
		}
		data, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		out := obj{}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(data, "data: ")), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
}

func TestEvents_follow(t *testing.T) {
	s := start(t)
	answer, err := http.Get(s.World.GatewayURL + "/_sim/events")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	r := bufio.NewReader(answer.Body)
	tenant := heard(t, r, "tenant")
	if len(tenant["objects"].([]any)) == 0 || len(tenant["collections"].([]any)) == 0 {
		t.Fatalf("%v", tenant)
	}
	first := heard(t, r, "requests")
	if first["clear"] != true {
		t.Errorf("%v", first)
	}
	group := must(t, s, 200, "POST", s.World.OktaURL+"/api/v1/groups", obj{"profile": obj{"name": "A"}})["id"].(string)
	requests := heard(t, r, "requests")["list"].([]any)
	if len(requests) != 1 || requests[0].(obj)["method"] != "POST" || requests[0].(obj)["by"] != "client" {
		t.Errorf("%v", requests)
	}
	put := heard(t, r, "changes")["put"].([]any)
	if len(put) == 0 || put[0].(obj)["key"] != "okta/groups/"+group || put[0].(obj)["label"] != "A" {
		t.Errorf("%v", put)
	}
	must(t, s, 204, "DELETE", s.World.OktaURL+"/api/v1/groups/"+group, nil)
	if gone := heard(t, r, "changes")["gone"].([]any); len(gone) != 1 || gone[0] != "okta/groups/"+group {
		t.Errorf("%v", gone)
	}
	s.World.Log.Clear()
	if cleared := heard(t, r, "requests"); cleared["clear"] != true {
		t.Errorf("%v", cleared)
	}
	// A stream that is listened to does not hold up the end.
	if err := s.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
}
