package sim

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const example = "../../examples/simulator/seed.yaml"

// TestSeedFile_example begins with the example of the documentation: a consumer
// gets a token and calls the API, which only works when everything that the
// file says is there and belongs together.
func TestSeedFile_example(t *testing.T) {
	s := start(t, Options{SeedFile: example})
	app, found := registered(t, s)
	if !found {
		t.Fatal("the consumer is not registered with Okta")
	}
	token, _ := post(t, s.World.OktaURL+"/oauth2/default/v1/token", url.Values{
		"grant_type": {"client_credentials"}, "scope": {"mulescope"}, "client_id": {app.id}, "client_secret": {app.secret},
	})["access_token"].(string)
	for authorization, want := range map[string]int{"Bearer " + token: 200, "Bearer nothing": 401} {
		req, err := http.NewRequest(http.MethodGet, s.World.GatewayURL+"/card", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", authorization)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want && (want == 200 || resp.StatusCode < 400) {
			t.Errorf("%s: the gateway answers %d", authorization, resp.StatusCode)
		}
	}
	if n := s.Objects()["okta.groups"]; n != 1 {
		t.Errorf("%d groups", n)
	}
}

type credentials struct{ id, secret string }

// registered is the client of the example's application.
func registered(t *testing.T, s *Simulator) (credentials, bool) {
	t.Helper()
	_, raw, _ := call(t, s, "GET", "/api/v1/apps", "")
	var apps []struct{ ID, Label string }
	if err := json.Unmarshal(raw, &apps); err != nil {
		t.Fatal(err)
	}
	for _, a := range apps {
		if a.Label != "Card Application" {
			continue
		}
		_, raw, _ := call(t, s, "GET", "/api/v1/apps/"+a.ID+"/credentials/secrets", "")
		var secrets []struct {
			Secret string `json:"client_secret"`
		}
		if err := json.Unmarshal(raw, &secrets); err != nil || len(secrets) == 0 {
			t.Fatalf("%v %s", err, raw)
		}
		return credentials{a.ID, secrets[0].Secret}, true
	}
	return credentials{}, false
}

// TestSeedFile_oncePerTenant: a tenant that was kept is not begun again, and a
// reset begins anew.
func TestSeedFile_oncePerTenant(t *testing.T) {
	o := Options{SeedFile: example, StateFile: filepath.Join(t.TempDir(), "tenant")}
	first := start(t, o)
	call(t, first, "POST", "/api/v1/groups", `{"profile":{"name":"another"}}`)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := start(t, atSamePlace(first, o))
	if n := second.Objects()["okta.groups"]; n != 2 {
		t.Errorf("%d groups after a restart", n)
	}
	resp, err := http.Post(second.World.OktaURL+"/_sim/reset", "", nil)
	if err != nil || resp.StatusCode != http.StatusNoContent {
		t.Fatalf("%v %v", resp, err)
	}
	if n := second.Objects()["okta.groups"]; n != 1 {
		t.Errorf("%d groups after a reset", n)
	}
}

func TestSeedFile_refused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nokta:\n  groups:\n    a:\n      body: {profile: {name: \"\"}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	state := filepath.Join(t.TempDir(), "tenant")
	for _, o := range []Options{{SeedFile: file, StateFile: state}, {SeedFile: file + ".missing"}} {
		s, err := Start(o)
		if err == nil {
			_ = s.Close()
			t.Fatalf("%s was taken", o.SeedFile)
		}
		if !strings.Contains(err.Error(), o.SeedFile) {
			t.Errorf("%v", err)
		}
	}
	// What was refused did not begin a tenant: the next start tries again.
	if _, err := Start(Options{SeedFile: file, StateFile: state}); err == nil {
		t.Error("half a tenant was kept")
	}
}
