package sim

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// atSamePlace are the options of a simulator that follows another at its
// addresses.
func atSamePlace(s *Simulator, o Options) Options {
	host := func(u string) string { return strings.TrimPrefix(u, "http://") }
	o.OktaAddr, o.AnypointAddr, o.GatewayAddr = host(s.World.OktaURL), host(s.World.AnypointURL), host(s.World.GatewayURL)
	return o
}

func post(t *testing.T, address string, form url.Values) map[string]any {
	t.Helper()
	resp, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, _ := io.ReadAll(resp.Body)
	out := map[string]any{}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%d %s", resp.StatusCode, raw)
	}
	return out
}

// TestState_tokensStayValid restarts a simulator: a token that was issued
// before is accepted and verified by the same keys, the clock goes on from
// where it was moved to, and identifiers do not come again.
func TestState_tokensStayValid(t *testing.T) {
	o := Options{Seed: 7, StateFile: filepath.Join(t.TempDir(), "tenant")}
	first := start(t, o)
	_, raw, _ := call(t, first, "POST", "/api/v1/apps", `{"name":"oidc_client","label":"a","signOnMode":"OPENID_CONNECT",
		"credentials":{"oauthClient":{"token_endpoint_auth_method":"client_secret_post"}},
		"settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"],"response_types":["token"]}}}`)
	var app struct {
		Credentials struct {
			OAuthClient struct {
				ID     string `json:"client_id"`
				Secret string `json:"client_secret"`
			} `json:"oauthClient"`
		}
	}
	if err := json.Unmarshal(raw, &app); err != nil || app.Credentials.OAuthClient.Secret == "" {
		t.Fatalf("%v %s", err, raw)
	}
	client := app.Credentials.OAuthClient
	if status, raw, _ := call(t, first, "POST", "/api/v1/authorizationServers/default/scopes", `{"name":"read"}`); status != 201 {
		t.Fatalf("%d %s", status, raw)
	}
	credentials := url.Values{"client_id": {client.ID}, "client_secret": {client.Secret}}
	ask := url.Values{"grant_type": {"client_credentials"}, "scope": {"read"}, "client_id": {client.ID}, "client_secret": {client.Secret}}
	token, _ := post(t, first.World.OktaURL+"/oauth2/default/v1/token", ask)["access_token"].(string)
	if token == "" {
		t.Fatal("no token")
	}
	_, keys, _ := call(t, first, "GET", "/oauth2/default/v1/keys", "")
	if _, err := http.Post(first.World.OktaURL+"/_sim/clock", "application/json", strings.NewReader(`{"advance_ms":600000}`)); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	second := start(t, atSamePlace(first, Options{Seed: 7, StateFile: o.StateFile}))
	if _, now, _ := call(t, second, "GET", "/oauth2/default/v1/keys", ""); string(now) != string(keys) {
		t.Errorf("the keys are %s, they were %s", now, keys)
	}
	credentials.Set("token", token)
	if answer := post(t, second.World.OktaURL+"/oauth2/default/v1/introspect", credentials); answer["active"] != true {
		t.Errorf("the token is worth nothing any more: %v", answer)
	}
	if ahead := time.Until(second.World.Clock.Now()); ahead < 9*time.Minute {
		t.Errorf("the clock is ahead by %s", ahead)
	}
	_, g, _ := call(t, second, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`)
	third := start(t, Options{Seed: 7})
	_, other, _ := call(t, third, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`)
	if id(t, g) == id(t, other) {
		t.Errorf("an identifier came again: %s", g)
	}
	if fresh, _ := post(t, second.World.OktaURL+"/oauth2/default/v1/token", ask)["access_token"].(string); fresh == token || fresh == "" {
		t.Errorf("a new token is %q", fresh)
	}
}

func id(t *testing.T, raw []byte) string {
	t.Helper()
	var o struct{ ID string }
	if err := json.Unmarshal(raw, &o); err != nil || o.ID == "" {
		t.Fatalf("%v %s", err, raw)
	}
	return o.ID
}

// TestState_resetIsKept resets a simulator, which then ends without having a
// chance to write anything.
func TestState_resetIsKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tenant")
	s := start(t, Options{StateFile: file})
	call(t, s, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`)
	resp, err := http.Post(s.World.OktaURL+"/_sim/reset", "", nil)
	if err != nil || resp.StatusCode != http.StatusNoContent {
		t.Fatalf("%v %v", resp, err)
	}
	token := s.Env()["OKTA_API_TOKEN"]
	if err := s.keeper.file.Close(); err != nil { // as if it was killed
		t.Fatal(err)
	}
	s.keeper.end.Do(func() {})
	again := start(t, Options{StateFile: file})
	if again.Objects()["okta.groups"] != 0 || again.Env()["OKTA_API_TOKEN"] != token {
		t.Errorf("%v", again.Objects())
	}
}

func TestState_refusals(t *testing.T) {
	dir := t.TempDir()
	inUse := filepath.Join(dir, "used")
	start(t, Options{StateFile: inUse})
	newer, foreign, garbage := filepath.Join(dir, "newer"), filepath.Join(dir, "foreign"), filepath.Join(dir, "garbage")
	bolt(t, newer, "meta", "format", "2")
	bolt(t, foreign, "things", "a", "b")
	if err := os.WriteFile(garbage, []byte(strings.Repeat("no database ", 4096)), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		inUse:                                 "is in use by another simulator",
		newer:                                 "was written by a newer simulator (format 2; this one knows formats up to 1)",
		foreign:                               "is a database of another program",
		garbage:                               "is not a file that a simulator wrote",
		filepath.Join(dir, "missing", "file"): "no such file or directory",
	} {
		s, err := Start(Options{StateFile: file})
		if err == nil {
			_ = s.Close()
			t.Errorf("%s was taken", file)
			continue
		}
		if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func bolt(t *testing.T, file, bucket, key, value string) {
	t.Helper()
	db, err := bbolt.Open(file, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte(bucket))
		if err != nil {
			return err
		}
		return b.Put([]byte(key), []byte(value))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestState_failureIsTold: an answer never says that something was done which
// is not kept.
func TestState_failureIsTold(t *testing.T) {
	s := start(t, Options{StateFile: filepath.Join(t.TempDir(), "tenant")})
	if err := s.keeper.file.Close(); err != nil { // as if the disk failed
		t.Fatal(err)
	}
	s.keeper.end.Do(func() {})
	if status, body, _ := call(t, s, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`); status != 503 || !strings.Contains(string(body), "could not keep") {
		t.Errorf("%d %s", status, body)
	}
}

func TestHealth_follows(t *testing.T) {
	s := start(t, Options{})
	for _, base := range []string{s.World.OktaURL, s.World.AnypointURL, s.World.GatewayURL} {
		resp, err := http.Get(base + "/_sim/health")
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %v %v", base, resp, err)
		}
	}
	s.health.ended(io.ErrUnexpectedEOF)
	select {
	case <-s.Failed():
	default:
		t.Error("nobody is told that an address is not served any more")
	}
	if resp, err := http.Get(s.World.OktaURL + "/_sim/health"); err != nil || resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%v %v", resp, err)
	}
}
